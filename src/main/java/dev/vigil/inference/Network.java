package dev.vigil.inference;

import dev.vigil.file.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What engines load of a bundle: the ONNX file, with the preparation of pictures put before it where it needs one, so
 * that every engine takes bytes as the decoder leaves them and nobody copies or converts them on the way.
 */
public final class Network {

    private final Path file;
    private final Optional<PreparedGraph> prepared;
    private final Optional<String> sha256;
    /** What the file held when its bundle was checked, for the first engine: to read and hash a model twice is dear. */
    private final AtomicReference<ByteBuffer> checked;

    /**
     * @param prepared puts the preparation before the graph; empty where there is none
     * @param sha256   that the file must have when it is read; empty for any
     */
    Network(Path file, Optional<PreparedGraph> prepared, Optional<String> sha256) {
        this(file, prepared, sha256, null);
    }

    /** @param checked the file's content, which has that hash */
    Network(Path file, Optional<PreparedGraph> prepared, Optional<String> sha256, ByteBuffer checked) {
        this.file = file;
        this.prepared = prepared;
        this.sha256 = sha256;
        this.checked = new AtomicReference<>(checked);
    }

    /** Of the file alone, lower-case hex; empty where it may hold anything. */
    public Optional<String> sha256() {
        return sha256;
    }

    /**
     * The ONNX model that takes what {@link ModelBundle#inputShape} says, a direct buffer: it is large, and a Java heap
     * that grew for it would stay so. Weights in files of their own are to be looked for beside
     * {@link ModelBundle#file()}.
     *
     * @throws EngineException where the file cannot be read, is not the one it was, or is not what its bundle says
     */
    public ByteBuffer onnx() {
        ByteBuffer first = checked.getAndSet(null);
        ByteBuffer bytes = first != null ? first : readAgain();
        return prepared.map(graph -> graph.before(bytes)).orElse(bytes);
    }

    private ByteBuffer readAgain() {
        ByteBuffer bytes;
        try {
            bytes = read(file);
        } catch (IOException | OutOfMemoryError unreadable) {
            throw new EngineException(file + " cannot be read: " + unreadable);
        }
        if (sha256.isPresent() && !Sha256.of(bytes).equals(sha256.get())) {
            throw new EngineException(file + " is not the file any more that its bundle was checked with");
        }
        return bytes;
    }

    /** The whole file. */
    static ByteBuffer read(Path file) throws IOException {
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
