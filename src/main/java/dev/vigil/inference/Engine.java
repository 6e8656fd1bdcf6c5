package dev.vigil.inference;

import dev.vigil.stream.Frame;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;

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
     * Batch sizes that it has prepared, growing, from 1 to {@link #maxBatch()}: a run takes the smallest of them that
     * holds its frames, and costs what that one costs.
     */
    default int[] buckets() {
        int most = maxBatch();
        return IntStream.concat(IntStream.iterate(1, size -> size < most, size -> 2 * size), IntStream.of(most))
                .toArray();
    }

    /**
     * Direct buffer, unsigned bytes of {@link ModelBundle#inputShape} for the largest batch, RGB; item i, a picture or
     * a clip, begins at i * {@link ModelBundle#itemBytes()}.
     */
    ByteBuffer input();

    /**
     * Whether it takes pictures where a GPU's decoder left them: of a frame that lies {@link Frame#onDevice()}, nothing
     * need be in the input when {@link #place} tells of it. The same answer for as long as it is open.
     */
    default boolean takesDevicePictures() {
        return false;
    }

    /**
     * Tells whose picture lies at a place of the input, once it is there and before the run: for engines that keep
     * a past of each camera on their device, or take pictures from there. Others need not care.
     *
     * @param place 0 to {@link #maxBatch()} - 1
     * @param slot  the camera's number among all, from 0, small and dense; a camera keeps it while it takes part
     * @param anew  whatever is known of that slot is to be forgotten: another camera's, or before a gap
     * @param frame its stamps and the size of the picture; only good during the call
     */
    default void place(int place, int slot, boolean anew, Frame frame) {
    }

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
