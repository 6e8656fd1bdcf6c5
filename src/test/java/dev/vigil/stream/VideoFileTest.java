package dev.vigil.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file as source, and with it Motion JPEG, which knows no key frames. */
class VideoFileTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void allPicturesOfAMotionJpegFileComeOutInTheirColours() throws IOException {
        Path file = folder.resolve("gate: one.mjpeg");
        Files.write(file, orange().repeat(12));
        try (Watched watched = new Watched(VideoSource.file(file), 4, LONG)) {
            await().atMost(10, SECONDS).until(() -> watched.witness.events.contains("blind ENDED"));
            assertEquals("mjpeg", watched.witness.connected.codec());
            assertEquals(12, watched.counters().decoded());
            assertEquals(3, watched.counters().published());
            Frame frame = watched.mailbox.take();
            assertEquals(12, frame.sequence);
            Pixels.assertRgb(frame, 100, 100, 250, 130, 20);
        }
    }

    @Test
    void aFileThatIsNotThereIsNotFound() {
        try (Watched watched = new Watched(VideoSource.file(folder.resolve("none.mp4")), 1, LONG)) {
            await().atMost(10, SECONDS).until(() -> watched.witness.events.equals(List.of("blind NOT_FOUND")));
        }
    }

    @Test
    void aFileThatHoldsNoVideoIsBroken() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.mp4"), "no video here, only words. ".repeat(200));
        try (Watched watched = new Watched(VideoSource.file(file), 1, LONG)) {
            await().atMost(10, SECONDS).until(() -> watched.witness.events.equals(List.of("blind BROKEN")));
        }
    }

    private record Bytes(byte[] one) {
        byte[] repeat(int times) throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < times; i++) {
                all.write(one);
            }
            return all.toByteArray();
        }
    }

    private static Bytes orange() throws IOException {
        BufferedImage image = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(250, 130, 20));
        graphics.fillRect(0, 0, 320, 180);
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", jpeg);
        return new Bytes(jpeg.toByteArray());
    }
}
