package dev.vigil.train;

import dev.vigil.stream.Frame;
import dev.vigil.stream.PictureSize;
import dev.vigil.stream.Sampling;
import dev.vigil.stream.VideoFileReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the pictures of a video that lie nearest to every tenth (or other step) of a second. */
final class ClipReader {

    private static final double NANOS = 1e9;

    private ClipReader() {
    }

    /** The first picture at or after (less a few milliseconds) each step. */
    static List<Picture> every(double step, Path file, PictureSize size) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        Frame frame = new Frame(size);
        try (VideoFileReader reader = new VideoFileReader(file, size, Sampling.everyNth(1), Instant.EPOCH)) {
            while (reader.next(frame)) {
                if (frame.arrivalNanos / NANOS >= pictures.size() * step - 0.01) {
                    pictures.add(Picture.of(frame));
                }
            }
        }
        return pictures;
    }

    /** Every n-th picture of a film that has no time stamps, at so many pictures a second. */
    static List<Picture> everyNth(int n, Path film, PictureSize size, double rate) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        Frame frame = new Frame(size);
        try (VideoFileReader reader = new VideoFileReader(film, size, Sampling.everyNth(n), Instant.EPOCH)) {
            while (reader.next(frame)) {
                frame.arrivalNanos = Math.round((frame.sequence - 1) * NANOS / rate);
                pictures.add(Picture.of(frame));
            }
        }
        return pictures;
    }
}
