package dev.vigil.inference;

import dev.vigil.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What engines load of a bundle: the ONNX file, with the preparation of pictures put before it where it needs one, so
 * that every engine takes bytes as the decoder leaves them and nobody copies or converts them on the way.
 */
public final class Network {

    private final Path file;
    private final Optional<PreparedGraph> prepared;
    private final Optional<String> sha256;

    /**
     * @param prepared puts the preparation before the graph; empty where there is none
     * @param sha256   that the file must have when it is read; empty for any
     */
    Network(Path file, Optional<PreparedGraph> prepared, Optional<String> sha256) {
        this.file = file;
        this.prepared = prepared;
        this.sha256 = sha256;
    }

    /**
     * The ONNX model that takes what {@link ModelBundle#inputShape} says. Weights in files of their own are to be looked
     * for beside {@link ModelBundle#file()}.
     *
     * @throws EngineException where the file cannot be read, is not the one it was, or is not what its bundle says
     */
    public byte[] onnx() {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException | OutOfMemoryError unreadable) {
            throw new EngineException(file + " cannot be read: " + unreadable);
        }
        if (sha256.isPresent() && !Sha256.of(bytes).equals(sha256.get())) {
            throw new EngineException(file + " is not the file any more that its bundle was checked with");
        }
        return prepared.map(graph -> graph.before(bytes)).orElse(bytes);
    }
}
