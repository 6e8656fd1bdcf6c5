package dev.vigil.inference;

import dev.vigil.file.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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
     * The ONNX model that takes what {@link ModelBundle#inputShape} says, a direct buffer: it is large, and a Java heap
     * that grew for it would stay so. Weights in files of their own are to be looked for beside
     * {@link ModelBundle#file()}.
     *
     * @throws EngineException where the file cannot be read, is not the one it was, or is not what its bundle says
     */
    public ByteBuffer onnx() {
        ByteBuffer bytes;
        try {
            bytes = read();
        } catch (IOException | OutOfMemoryError unreadable) {
            throw new EngineException(file + " cannot be read: " + unreadable);
        }
        if (sha256.isPresent() && !Sha256.of(bytes).equals(sha256.get())) {
            throw new EngineException(file + " is not the file any more that its bundle was checked with");
        }
        return prepared.map(graph -> graph.before(bytes)).orElse(bytes);
    }

    private ByteBuffer read() throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(Math.toIntExact(channel.size()));
            while (bytes.hasRemaining()) {
                if (channel.read(bytes) < 0) {
                    throw new EOFException("it became shorter");
                }
            }
            return bytes.flip();
        } catch (ArithmeticException tooLarge) {
            throw new IOException("a model is at most 2 GiB; larger weights belong into files of their own");
        }
    }
}
