package dev.vigil.inference;

/**
 * How many frames are worth one run, learned from what runs of each bucket took. A larger batch is worth its longer
 * wait only where it makes each frame a good deal cheaper: on a GPU it does, on a CPU it mostly does not. For one thread.
 */
final class BatchCosts {

    /** A larger batch must bring the cost of a frame below this share of the smaller one's. */
    private static final double WORTH = 0.9;
    /** After so many choices the next larger or smaller bucket is tried again, lest a bad moment decides for ever. */
    private static final int RETRY = 32;

    private final int[] buckets;
    private final long longestRunNanos;
    /** What a run took, lately; 0 where it was never run. */
    private final double[] nanos;
    private int choices;

    /**
     * @param buckets         batch sizes that the engine runs, growing
     * @param most            none larger is chosen
     * @param longestRunNanos a batch that takes longer would keep an alarmed camera's next frame from its turn
     */
    BatchCosts(int[] buckets, int most, long longestRunNanos) {
        this.buckets = java.util.Arrays.stream(buckets).filter(size -> size <= most).toArray();
        this.longestRunNanos = longestRunNanos;
        this.nanos = new double[this.buckets.length];
    }

    /** How many lanes are enough to run for at once, without waiting for more. */
    int full() {
        return buckets[best(Integer.MAX_VALUE)];
    }

    /** How many of so many waiting frames to run next, at least 1. */
    int choose(int waiting) {
        int best = best(waiting);
        if (++choices % RETRY == 0) {
            best = neighbour(best, waiting);
        }
        return Math.min(buckets[best], waiting);
    }

    private int neighbour(int best, int waiting) {
        boolean larger = choices / RETRY % 2 == 0 && best + 1 < buckets.length && buckets[best + 1] <= waiting;
        return larger ? best + 1 : Math.max(best - 1, 0);
    }

    /** Learns what a run of so many frames took: at once what is better, slowly what may be a bad moment. */
    void ran(int frames, long runNanos) {
        int bucket = bucketOf(frames);
        double known = nanos[bucket];
        nanos[bucket] = known == 0 || runNanos < known ? runNanos : known + (runNanos - known) / 8;
    }

    private int best(int waiting) {
        int best = 0;
        double least = perFrame(0, waiting);
        for (int i = 1; i < buckets.length && buckets[i - 1] < waiting; i++) {
            double cost = perFrame(i, waiting);
            if (cost < least * WORTH && estimate(i) <= longestRunNanos) {
                best = i;
                least = cost;
            }
        }
        return best;
    }

    private double perFrame(int bucket, int waiting) {
        return estimate(bucket) / Math.min(buckets[bucket], waiting);
    }

    /** What is not known is taken for as good as free if larger than what is known, else in proportion to it. */
    private double estimate(int bucket) {
        if (nanos[bucket] > 0) {
            return nanos[bucket];
        }
        for (int i = bucket + 1; i < buckets.length; i++) {
            if (nanos[i] > 0) {
                return nanos[i] * buckets[bucket] / buckets[i];
            }
        }
        return 1.0 / buckets[bucket];
    }

    private int bucketOf(int frames) {
        int bucket = 0;
        while (buckets[bucket] < frames) {
            bucket++;
        }
        return bucket;
    }
}
