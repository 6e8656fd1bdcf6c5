package dev.vigil.inference;

import java.nio.ByteBuffer;

/**
 * Runs a model over a batch of pictures. One thread owns an engine: it fills {@link #input()}, calls {@link #run} and
 * reads {@link #outputs()} before the next run. ONNX Runtime stands behind it on a CPU, TensorRT on a GPU.
 */
public interface Engine extends AutoCloseable {

    /** For logs and metrics: the library, its version and where it runs. */
    String name();

    ModelBundle bundle();

    /** The largest batch that {@link #run} takes. */
    int maxBatch();

    /**
     * Direct buffer, unsigned bytes of {@link ModelBundle#inputShape} for the largest batch, RGB; item i, a picture or
     * a clip, begins at i * {@link ModelBundle#itemBytes()}.
     */
    ByteBuffer input();

    /**
     * Runs over the first {@code frames} items of the input, blocking.
     *
     * @param frames 1 to {@link #maxBatch()}
     * @throws EngineException when the run failed; the engine may be tried again
     */
    void run(int frames);

    /** What the last run gave; its numbers change with the next run. */
    Outputs outputs();

    @Override
    void close();
}
