package dev.vigil.detection;

/** The cues of the last two seconds and their means, weighted by the time each stands for. Allocates nothing. */
final class CueWindow {

    private static final long SPAN_NANOS = 2_000_000_000L;
    /** A frame speaks for the time since the one before, but for no longer than this. */
    private static final long LONGEST_NANOS = 500_000_000L;
    /** Less than this is too little to judge by: what was not seen yet counts as calm. */
    private static final long LEAST_NANOS = 1_000_000_000L;
    private static final int CAPACITY = 128;

    private final long[] nanos = new long[CAPACITY];
    private final double[] entanglement = new double[CAPACITY];
    private final double[] restlessness = new double[CAPACITY];
    private final long[] weight = new long[CAPACITY];
    private int newest;
    private int count;
    private double meanEntanglement;
    private double meanRestlessness;

    void add(long atNanos, FightCues cues) {
        long since = count == 0 ? 0 : Math.min(LONGEST_NANOS, atNanos - nanos[newest]);
        newest = (newest + 1) % CAPACITY;
        count = Math.min(count + 1, CAPACITY);
        nanos[newest] = atNanos;
        entanglement[newest] = cues.entanglement();
        restlessness[newest] = cues.restlessness();
        weight[newest] = since;
        average();
    }

    private void average() {
        double tangled = 0;
        double restless = 0;
        long total = 0;
        for (int back = 0; back < count; back++) {
            int i = (newest - back + CAPACITY) % CAPACITY;
            if (nanos[newest] - nanos[i] >= SPAN_NANOS) {
                count = back;
                break;
            }
            tangled += entanglement[i] * weight[i];
            restless += restlessness[i] * weight[i];
            total += weight[i];
        }
        total = Math.max(total, LEAST_NANOS);
        meanEntanglement = tangled / total;
        meanRestlessness = restless / total;
    }

    double entanglement() {
        return meanEntanglement;
    }

    double restlessness() {
        return meanRestlessness;
    }

    void reset() {
        count = 0;
    }
}
