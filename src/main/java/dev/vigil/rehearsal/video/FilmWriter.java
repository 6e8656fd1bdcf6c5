package dev.vigil.rehearsal.video;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what a {@link VideoFeed} would send into a file, as fast as it can be encoded. */
public final class FilmWriter {

    private static final double MILLIS = 1000;

    private FilmWriter() {
    }

    /**
     * Writes the first seconds of the source as raw H.264 (Annex B), which knows no time stamps: where the encoder
     * skips a picture the film is too short, so it must not.
     *
     * @throws IOException where the file cannot be written
     */
    public static void write(PictureSource source, double seconds, Path file) throws IOException {
        try (H264Encoder encoder = new H264Encoder(source.width(), source.height(), source.rate());
             OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (long number = 0; number < seconds * source.rate(); number++) {
                double at = number / source.rate();
                source.next(at, encoder.picture());
                H264Encoder.Encoded encoded = encoder.encode(Math.round(at * MILLIS), number == 0);
                if (encoded == null) {
                    throw new FfmpegException("the encoder skipped picture " + number);
                }
                if (encoded.key()) {
                    out.write(encoder.parameterSets());
                }
                out.write(encoded.bytes());
            }
        }
    }
}
