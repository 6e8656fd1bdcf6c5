package dev.vigil.train;

import dev.vigil.stream.Frame;
import dev.vigil.stream.PictureSize;
import dev.vigil.stream.VideoReader;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the pictures of a video that lie nearest to every tenth (or other step) of a second. */
final class ClipReader {

    private static final double NANOS = 1e9;

    private ClipReader() {
    }

    /**
     * The first picture at or after (less a few milliseconds) each step.
     *
     * @param rate pictures a second where the file has no time stamps
     */
    static List<Picture> every(double step, Path file, PictureSize size, double rate) throws IOException {
        List<Picture> pictures = new ArrayList<>();
        Frame frame = new Frame(size);
        try (VideoReader reader = new VideoReader(file, size, rate, TimeSource.system())) {
            while (reader.next(frame)) {
                if (frame.arrivalNanos / NANOS >= pictures.size() * step - 0.01) {
                    pictures.add(Picture.of(frame));
                }
            }
        }
        return pictures;
    }
}
