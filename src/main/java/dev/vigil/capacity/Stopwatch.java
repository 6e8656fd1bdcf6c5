package dev.vigil.capacity;

import dev.vigil.stream.Frame;
import dev.vigil.watch.WatchObserver;
import java.util.Arrays;

/**
 * How long frames took from their arrival to the decision, in bins of a millisecond. What was kept undecoded while its
 * camera was calm counts from its decoding on: nobody waited for it before.
 */
final class Stopwatch implements WatchObserver {

    private static final int BINS = 10_000;

    private final int[] bins = new int[BINS];
    private long frames;

    @Override
    public synchronized void decided(Frame frame, long decidedNanos) {
        long millis = (decidedNanos - frame.arrivalNanos - frame.heldNanos) / 1_000_000;
        bins[(int) Math.max(0, Math.min(millis, BINS - 1))]++;
        frames++;
    }

    synchronized void restart() {
        Arrays.fill(bins, 0);
        frames = 0;
    }

    /** Milliseconds that so large a share of the frames took at most; 0 where there were none. */
    synchronized double percentile(double share) {
        long passed = 0;
        for (int bin = 0; bin < BINS; bin++) {
            passed += bins[bin];
            if (frames > 0 && passed >= share * frames) {
                return bin + 1;
            }
        }
        return 0;
    }
}
