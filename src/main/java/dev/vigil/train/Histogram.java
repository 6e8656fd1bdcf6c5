package dev.vigil.train;

import dev.vigil.convert.Ranges.Range;

/**
 * How often which values of one tensor came, in bins of equal width round 0 that become twice as wide whenever a larger
 * value comes: memory stays the same however many come, and the widest range is known to a 32,768th.
 */
final class Histogram {

    private static final int HALF = 1 << 15;
    private static final double FIRST_REACH = 1e-3;

    private long[] counts = new long[2 * HALF];
    private double reach = FIRST_REACH;
    private long total;
    private float least = Float.MAX_VALUE;
    private float most = -Float.MAX_VALUE;

    /** @throws IllegalArgumentException when it is not finite */
    void add(float value) {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException(value + " has no place in a histogram");
        }
        while (Math.abs(value) >= reach) {
            widen();
        }
        counts[(int) (value / reach * HALF + HALF)]++;
        total++;
        least = Math.min(least, value);
        most = Math.max(most, value);
    }

    private void widen() {
        long[] wider = new long[counts.length];
        for (int i = 0; i < counts.length; i++) {
            wider[HALF + (i - HALF >> 1)] += counts[i];
        }
        counts = wider;
        reach *= 2;
    }

    /**
     * The narrowest range of whole bins beyond each end of which there is at most that share of the values.
     *
     * @throws IllegalStateException when none was added
     */
    Range range(double beyondEachEnd) {
        if (total == 0) {
            throw new IllegalStateException("a histogram of nothing has no range");
        }
        long spare = (long) (total * beyondEachEnd);
        int low = 0;
        for (long beyond = counts[low]; beyond <= spare; beyond += counts[low]) {
            low++;
        }
        int high = counts.length - 1;
        for (long beyond = counts[high]; beyond <= spare; beyond += counts[high]) {
            high--;
        }
        double width = reach / HALF;
        return new Range((float) Math.max(least, (low - HALF) * width),
                (float) Math.min(most, (high + 1 - HALF) * width));
    }
}
