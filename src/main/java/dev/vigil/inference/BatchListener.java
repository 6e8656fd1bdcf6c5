package dev.vigil.inference;

/** Hears of every batch that was run, for metrics. Called on the batcher's thread: be quick, do not block. */
@FunctionalInterface
public interface BatchListener {

    /**
     * A batch was run.
     *
     * @param frames   how many frames it had
     * @param runNanos how long the engine took
     */
    void onBatch(int frames, long runNanos);
}
