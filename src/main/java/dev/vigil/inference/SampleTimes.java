package dev.vigil.inference;

import java.util.Arrays;

/**
 * Which pictures of one camera are samples of its motion, which samples make up the window of the last two seconds, and
 * what the difference of two neighbours weighs, for whoever keeps the samples themselves: {@code detection.FightWindow}
 * on the host, or an engine on its device. The samples lie in a ring of {@link #CAPACITY} places.
 */
public final class SampleTimes {

    /** Places of the ring. */
    public static final int CAPACITY = 14;

    /** Fewer samples than this say nothing. */
    public static final int LEAST_SAMPLES = 5;
    /** What one step of an activation (0 to 6 in 255 steps) stands for. */
    public static final float STEP = 6f / 255;

    /** A little less than two seconds, so that at 5 a second there are 10 samples in spite of jitter. */
    private static final long SPAN_NANOS = 1_950_000_000L;
    private static final long SAMPLE_EVERY_NANOS = 150_000_000L;
    /** Where frames come slowly the window grows to this length, to hold the least number of samples. */
    private static final long LONGEST_SPAN_NANOS = 4_500_000_000L;
    private static final long LONGEST_GAP_NANOS = 1_100_000_000L;
    private static final double BASE_SECONDS = 0.2;
    private static final double SHORTEST_SECONDS = 0.1;
    private static final double LONGEST_SECONDS = 0.4;
    /** Rate factors are whole numbers of this unit: 14 samples of 255 steps stay below 2^31 with room to spare. */
    private static final int RATE_ONE = 4096;

    private final long[] nanos = new long[CAPACITY];
    /** Rate factor of the difference that ends at each sample, 0 for the first. */
    private final int[] rate = new int[CAPACITY];
    private int newest = -1;
    private int count;

    /** Takes a picture of that time; whether it is a sample, which belongs into place {@link #newest()} then. */
    public boolean add(long now) {
        if (!due(now)) {
            return false;
        }
        if (breaksOff(now)) {
            reset();
        }
        while (outgrown(now)) {
            dropOldest();
        }
        put(now);
        return true;
    }

    /** Whether a picture of that time would be a sample: it is at least 0.15 s younger than the last one. */
    public boolean due(long now) {
        return count == 0 || now - nanos[newest] >= SAMPLE_EVERY_NANOS;
    }

    /** Whether a sample of that time has nothing to do with those before: they are to be forgotten. */
    public boolean breaksOff(long now) {
        long gap = count == 0 ? 1 : now - nanos[newest];
        return gap <= 0 || gap > LONGEST_GAP_NANOS;
    }

    /** Whether the oldest sample is to be dropped before one of that time is put. */
    public boolean outgrown(long now) {
        return count > 0 && (count == CAPACITY || tooOld(now - nanos[place(count - 1)]));
    }

    private boolean tooOld(long age) {
        return age > (count >= LEAST_SAMPLES ? SPAN_NANOS : LONGEST_SPAN_NANOS);
    }

    public void dropOldest() {
        count--;
    }

    /** Makes a picture of that time the newest sample, whose place is {@link #newest()} from now on. */
    public void put(long now) {
        newest = (newest + 1) % CAPACITY;
        nanos[newest] = now;
        rate[newest] = count == 0 ? 0 : rateOf((now - nanos[place(1)]) / 1e9);
        count++;
    }

    private static int rateOf(double seconds) {
        double steady = Math.max(SHORTEST_SECONDS, Math.min(LONGEST_SECONDS, seconds));
        return (int) Math.round(RATE_ONE * Math.sqrt(BASE_SECONDS / steady));
    }

    /** Place of the sample that is so many older than the newest. */
    public int place(int back) {
        return (newest - back + CAPACITY) % CAPACITY;
    }

    /** Forgets everything. */
    public void reset() {
        count = 0;
        Arrays.fill(rate, 0);
    }

    /** Place of the newest sample. */
    public int newest() {
        return newest;
    }

    /** Samples in the window. */
    public int samples() {
        return count;
    }

    /** Seconds from the oldest sample to the newest. */
    public double seconds() {
        return count == 0 ? 0 : (nanos[newest] - nanos[place(count - 1)]) / 1e9;
    }

    /** From the last sample but one to the newest. */
    public long lastStepNanos() {
        return count < 2 ? 0 : nanos[newest] - nanos[place(1)];
    }

    /** What the difference between the sample at that place and the one before it weighs, a whole number. */
    public int rate(int place) {
        return rate[place];
    }

    /** What one step of difference, so weighed and summed over the window, adds to the mean; 0 for no window. */
    public float unit() {
        return count < 2 ? 0 : STEP / RATE_ONE / (count - 1);
    }

    /**
     * Says how the motion of the window is reckoned: the weighted sum of the differences of neighbouring samples.
     *
     * @param places  receives {@link #CAPACITY} places, newest first; behind the window's end any
     * @param weights receives the weights of the differences between neighbours, {@link #CAPACITY} - 1 of them; 0
     *                behind the window's end
     * @param used    receives 1 for each place of the window, 0 behind its end
     */
    public void window(long[] places, float[] weights, float[] used) {
        float unit = unit();
        for (int back = 0; back < CAPACITY; back++) {
            boolean within = back < count;
            places[back] = within ? place(back) : newest;
            used[back] = within ? 1 : 0;
            if (back < CAPACITY - 1) {
                weights[back] = back < count - 1 ? rate[place(back)] * unit : 0;
            }
        }
    }
}
