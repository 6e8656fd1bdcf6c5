package dev.vigil.inference.tensorrt;

/**
 * The batch sizes that an engine is built for. TensorRT tunes it for the usual one and prepares itself anew whenever
 * the size changes, so runs have few fixed sizes, the buckets: a batch of 9 runs as 16 pictures.
 *
 * @param usual what it is tuned for
 * @param most  the largest batch
 */
public record BatchProfile(int usual, int most) {

    /** Batches from 1 to 32, tuned for 8. */
    public static final BatchProfile DEFAULT = new BatchProfile(8, 32);

    public BatchProfile {
        if (usual < 1 || most < usual) {
            throw new IllegalArgumentException("a profile has 1 <= usual <= most, not " + usual + ", " + most);
        }
    }

    /** The default, or one that reaches further where batches are larger. */
    public static BatchProfile upTo(int maxBatch) {
        return maxBatch <= DEFAULT.most ? DEFAULT : new BatchProfile(DEFAULT.usual, maxBatch);
    }

    /** As how many pictures a batch of that many runs: the next power of two, at most {@code capacity}. */
    static int bucket(int frames, int capacity) {
        if (frames < 1 || frames > capacity) {
            throw new IllegalArgumentException("a batch has 1 to " + capacity + " frames, not " + frames);
        }
        return Math.min(capacity, Integer.highestOneBit(2 * frames - 1));
    }

    @Override
    public String toString() {
        return "1/" + usual + "/" + most;
    }
}
