package dev.vigil.stream;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.stream.VideoSource.Transport;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a stream says of its own progress, above all when it hangs where no time-out of FFmpeg's reaches. */
class VideoStreamStuckTest {

    private static final TestVideo VIDEO = TestVideo.encode(320, 180, 20);

    @TempDir
    private Path folder;

    /** Opening a pipe that nobody writes to hangs in the kernel, as the look-up of a host's name does. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aReaderThatHangsInOpenShowsItLetsItselfBeClosedAndIsSilentWhenItComesBack() throws Exception {
        Path pipe = folder.resolve("camera");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        Watched watched = new Watched(VideoSource.file(pipe), 1);
        StreamSettings settings = new StreamSettings(1, Duration.ofMillis(100), Duration.ofMillis(100),
                Duration.ofSeconds(1), List.of(Duration.ofSeconds(1)), 10);
        await().until(() -> watched.stream.busyNanos() > settings.stuckAfter().toNanos());

        long begun = System.nanoTime();
        watched.close();
        assertTrue(System.nanoTime() - begun < SECONDS.toNanos(3));
        assertFalse(watched.stream.isAtRest());

        writeNothingTo(pipe);
        await().atMost(10, SECONDS).until(watched.stream::isAtRest);
        assertEquals(List.of(), watched.witness.events);
    }

    private static void writeNothingTo(Path pipe) throws IOException {
        Files.newOutputStream(pipe).close();
    }

    @Test
    void aStreamThatShowsPicturesGetsOnWithItsWork() {
        try (TestRtspServer camera = new TestRtspServer(VIDEO);
                Watched watched = new Watched(camera.source(Transport.TCP), 1)) {
            await().atMost(10, SECONDS).until(() -> watched.counters().decoded() > 5);
            for (int i = 0; i < 30; i++) {
                long before = watched.counters().packets();
                await().atMost(10, SECONDS).until(() -> watched.counters().packets() > before);
                assertTrue(watched.stream.busyNanos() < SECONDS.toNanos(2));
            }
        }
    }

    @Test
    void aStreamThatWaitsForItsNextTryOrWillNotTryAgainIsNotStuck() throws InterruptedException {
        TestRtspServer camera = new TestRtspServer(VIDEO).lockedWith("secret");
        try (camera; Watched refused = new Watched(camera.source("guard:wrong"), 1)) {
            await().atMost(10, SECONDS).until(() -> refused.witness.events.equals(List.of("blind REFUSED")));
            assertEquals(0, refused.stream.busyNanos());
        }
        try (Watched waiting = new Watched(camera.source(Transport.TCP), 1, Duration.ofMinutes(1))) {
            await().atMost(10, SECONDS).until(() -> waiting.witness.events.equals(List.of("blind UNREACHABLE")));
            assertEquals(0, waiting.stream.busyNanos());
        }
    }

    @Test
    void aStreamThatWasNeverStartedIsAtRest() {
        VideoStream stream = new VideoStream("gate", VideoSource.rtsp("rtsp://127.0.0.1:1/", Transport.TCP),
                StreamSettings.defaults(1), new FrameMailbox(Watched.SIZE), new Witness(), TimeSource.system());
        assertTrue(stream.isAtRest());
        assertEquals(0, stream.busyNanos());
        stream.close();
    }
}
