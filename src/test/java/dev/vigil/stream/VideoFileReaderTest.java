package dev.vigil.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoFileReaderTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final PictureSize SIZE = new PictureSize(256, 256);

    @TempDir
    Path folder;

    private record Seen(long sequence, long capture, long arrival, int grey) {
    }

    @Test
    void everyFifthPictureIsTakenAsOfACameraAndTimedByTheFile() throws IOException {
        Path file = film(TestFilm.h264(25), "film.mp4", 50);
        List<Seen> seen = read(file, Sampling.everyNth(5));
        assertEquals(List.of(5L, 10L, 15L, 20L, 25L, 30L, 35L, 40L, 45L, 50L),
                seen.stream().map(Seen::sequence).toList());
        assertEquals(START.toEpochMilli() + 160, seen.get(0).capture);
        assertEquals(START.toEpochMilli() + 1960, seen.get(9).capture);
        for (Seen one : seen) {
            assertEquals(one.capture, one.arrival / 1_000_000);
            assertEquals(shade((int) one.sequence - 1), one.grey, 6, "the picture is the one its number says");
        }
        assertEquals(seen, read(file, Sampling.everyNth(5)), "every reading is alike");
    }

    @Test
    void picturesStoredOutOfOrderComeInTheOrderOfTime() throws IOException {
        Path file = film(new TestFilm("mpeg4", 640, 360, 25, 2, 1), "bpictures.mp4", 30);
        List<Seen> seen = read(file, Sampling.everyNth(1));
        assertEquals(30, seen.size(), "the last ones are drained");
        for (int i = 0; i < seen.size(); i++) {
            assertEquals(START.toEpochMilli() + i * 40, seen.get(i).capture);
            assertEquals(shade(i), seen.get(i).grey, 8, "picture " + i);
        }
    }

    @Test
    void soManyPicturesASecondAreTakenWhateverTheFilesRate() throws IOException {
        for (int rate : new int[] {12, 25, 30}) {
            List<Seen> seen = read(film(TestFilm.h264(rate), "rate" + rate + ".mp4", 2 * rate), Sampling.perSecond(5));
            assertEquals(10, seen.size(), "two seconds at " + rate);
            for (int i = 0; i < 10; i++) {
                assertEquals(START.toEpochMilli() + 200 * i, seen.get(i).capture, 1000.0 / rate + 2);
            }
        }
    }

    @Test
    void aFileWithoutStampsIsTimedByItsRate() throws IOException {
        Path file = film(TestFilm.h264(10), "bare.h264", 20);
        List<Seen> seen = read(file, Sampling.everyNth(1));
        assertEquals(20, seen.size());
        long interval = seen.get(1).capture - seen.get(0).capture;
        assertTrue(interval >= 10 && interval <= 200, "it is " + interval + " ms");
        for (int i = 0; i < 20; i++) {
            assertEquals(START.toEpochMilli() + i * interval, seen.get(i).capture, 2);
        }
    }

    @Test
    void rateLengthAndShownShapeAreKnown() throws IOException {
        Path file = film(new TestFilm("mpeg4", 320, 360, 25, 0, 2), "wide.mp4", 50);
        try (VideoFileReader reader = new VideoFileReader(file, SIZE, Sampling.everyNth(1), START)) {
            assertEquals(25, reader.framesPerSecond(), 0.01);
            assertEquals(2000, reader.duration().toMillis(), 50);
            Frame frame = new Frame(SIZE);
            assertTrue(reader.next(frame));
            assertEquals(256, frame.pictureWidth, "pixels twice as wide as high");
            assertEquals(144, frame.pictureHeight);
            assertEquals(0, reader.decodeErrors());
        }
    }

    @Test
    void aFileThatCannotBeReadSaysWhyInOneLine() throws IOException {
        Path none = folder.resolve("none.mp4");
        assertEquals(none + ": there is no such file", mistake(none));
        assertEquals(folder + ": there is no such file", mistake(folder));
        Path words = Files.writeString(folder.resolve("words.mp4"), "no video here, only words. ".repeat(200));
        assertTrue(mistake(words).startsWith(words + ": is no video ("), mistake(words));
        assertFalse(mistake(words).contains("\n"));
    }

    private static String mistake(Path file) {
        return assertThrows(IOException.class, () -> {
            try (VideoFileReader reader = new VideoFileReader(file, SIZE, Sampling.everyNth(1), START)) {
                reader.next(new Frame(SIZE));
            }
        }).getMessage();
    }

    private static List<Seen> read(Path file, Sampling sampling) throws IOException {
        List<Seen> seen = new ArrayList<>();
        Frame frame = new Frame(SIZE);
        try (VideoFileReader reader = new VideoFileReader(file, SIZE, sampling, START)) {
            while (reader.next(frame)) {
                seen.add(new Seen(frame.sequence, frame.captureMillis, frame.arrivalNanos,
                        frame.pixels().get((70 * 256 + 128) * 3) & 0xff));
            }
            assertFalse(reader.next(frame), "the end stays the end");
        }
        return seen;
    }

    private Path film(TestFilm film, String name, int count) {
        Path file = folder.resolve(name);
        film.write(file, count, i -> grey(film.width(), film.height(), shade(i)));
        return file;
    }

    /** Tells the pictures apart. */
    private static int shade(int picture) {
        return 40 + picture * 37 % 160;
    }

    private static BufferedImage grey(int width, int height, int shade) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(shade, shade, shade));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }
}
