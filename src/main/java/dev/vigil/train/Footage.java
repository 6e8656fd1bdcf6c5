package dev.vigil.train;

import dev.vigil.detection.Activations;
import dev.vigil.file.WholeFile;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the model made of some pictures, in their order.
 *
 * @param width  of the picture in pixels of the model's input
 * @param height of the picture
 */
record Footage(int width, int height, List<Activations> samples) {

    private static final int BUFFER = 1 << 16;

    void write(Path file) throws IOException {
        WholeFile.write(file, this::writeTo);
    }

    private void writeTo(OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(stream);
        out.writeInt(width);
        out.writeInt(height);
        out.writeInt(samples.size());
        for (Activations sample : samples) {
            out.writeLong(sample.nanos);
            out.write(sample.levels);
            for (float centre : sample.centres) {
                out.writeFloat(centre);
            }
        }
    }

    static Footage read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            int width = in.readInt();
            int height = in.readInt();
            int count = in.readInt();
            List<Activations> samples = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Activations sample = new Activations();
                sample.nanos = in.readLong();
                in.readFully(sample.levels);
                for (int cell = 0; cell < Activations.CELLS; cell++) {
                    sample.centres[cell] = in.readFloat();
                }
                samples.add(sample);
            }
            return new Footage(width, height, samples);
        }
    }
}
