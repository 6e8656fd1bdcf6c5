package dev.vigil.stream;

/**
 * Whether a sequence of checksums repeats itself: the latest ones, all of one round and at least eight, are those of
 * one round before. A picture that stands still is no sequence.
 */
final class Recurrence {

    private static final int KEPT = 1024;
    private static final int LEAST = 8;

    private final long[] ring = new long[KEPT];
    private long count;
    private long lag;
    private long run;

    /** Takes the next checksum. */
    boolean add(long sum) {
        if (lag > 0 && at(count - lag) == sum) {
            run++;
        } else {
            lag = findLag(sum);
            run = lag > 0 ? 1 : 0;
        }
        ring[(int) (count % KEPT)] = sum;
        count++;
        return run >= Math.max(LEAST, lag);
    }

    /** How long ago the same was there, where the one after that was another; 0 where it was not. */
    private long findLag(long sum) {
        for (long back = 2; back <= Math.min(count, KEPT); back++) {
            if (at(count - back) == sum && at(count - back + 1) != sum) {
                return back;
            }
        }
        return 0;
    }

    private long at(long number) {
        return ring[(int) (number % KEPT)];
    }
}
