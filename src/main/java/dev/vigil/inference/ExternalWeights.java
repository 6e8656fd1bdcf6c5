package dev.vigil.inference;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.vigil.file.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Weights of an ONNX model that lie in files of their own, as PyTorch's exporter likes to write them. A model that was
 * trained anew may have the same graph and other weights, so they belong to what names it.
 */
final class ExternalWeights {

    // Numbers of the fields that lead to the file's name, in onnx.proto.
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int TENSOR_EXTERNAL_DATA = 13;
    private static final int ENTRY_KEY = 1;
    private static final int ENTRY_VALUE = 2;

    private final CodedInputStream onnx;
    private final SortedSet<String> locations = new TreeSet<>();

    private ExternalWeights(InputStream onnx) {
        this.onnx = CodedInputStream.newInstance(onnx);
    }

    /**
     * The SHA-256 of the model and all its weights; of the file alone where it holds them.
     *
     * @param sha256 of the file
     * @throws EngineException where a file of weights is missing
     */
    static String sha256(Path file, String sha256) throws IOException {
        SortedSet<String> locations = locations(file);
        if (locations.isEmpty()) {
            return sha256;
        }
        StringBuilder all = new StringBuilder(sha256);
        for (String location : locations) {
            Path weights = file.resolveSibling(location);
            if (!Files.isRegularFile(weights)) {
                throw new EngineException(weights.toAbsolutePath() + " is missing: " + file.getFileName()
                        + " has weights there");
            }
            all.append(' ').append(Sha256.of(weights));
        }
        return Sha256.of(all.toString().getBytes());
    }

    /** Reads what it must and skips the numbers themselves: whole models are large. */
    private static SortedSet<String> locations(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            ExternalWeights weights = new ExternalWeights(in);
            weights.each(MODEL_GRAPH, () -> weights.each(GRAPH_INITIALIZER,
                    () -> weights.each(TENSOR_EXTERNAL_DATA, weights::entry)));
            return weights.locations;
        } catch (InvalidProtocolBufferException noModel) {
            // Engines have better words for it.
            return new TreeSet<>();
        }
    }

    private interface Reading {
        void read() throws IOException;
    }

    /** Reads each message in that field of the one that is being read, and skips the rest of it. */
    private void each(int field, Reading message) throws IOException {
        for (int tag = onnx.readTag(); tag != 0; tag = onnx.readTag()) {
            if (tag != (field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
                onnx.skipField(tag);
                continue;
            }
            int before = onnx.pushLimit(onnx.readRawVarint32());
            message.read();
            onnx.popLimit(before);
        }
    }

    private void entry() throws IOException {
        String key = "";
        String value = "";
        for (int tag = onnx.readTag(); tag != 0; tag = onnx.readTag()) {
            switch (tag >>> 3) {
                case ENTRY_KEY -> key = onnx.readString();
                case ENTRY_VALUE -> value = onnx.readString();
                default -> onnx.skipField(tag);
            }
        }
        if (key.equals("location")) {
            locations.add(value);
        }
    }
}
