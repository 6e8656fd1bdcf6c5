package dev.vigil.inference;

import java.util.Arrays;

/**
 * Which pictures of one camera are samples of its motion, and which samples make up the window, by the rules of
 * {@code detection.FightWindow}: for engines that keep the samples themselves on their device. The samples lie in a ring
 * of {@link #CAPACITY} places.
 */
public final class SampleTimes {

    /** Places of the ring. */
    public static final int CAPACITY = 14;

    private static final int LEAST_SAMPLES = 5;
    private static final long SPAN_NANOS = 1_950_000_000L;
    private static final long SAMPLE_EVERY_NANOS = 150_000_000L;
    private static final long LONGEST_SPAN_NANOS = 4_500_000_000L;
    private static final long LONGEST_GAP_NANOS = 1_100_000_000L;
    private static final double BASE_SECONDS = 0.2;
    private static final double SHORTEST_SECONDS = 0.1;
    private static final double LONGEST_SECONDS = 0.4;
    private static final int RATE_ONE = 4096;
    /** Activations of 0 to 6 are kept in 255 steps. */
    private static final float STEP = 6f / 255;

    private final long[] nanos = new long[CAPACITY];
    /** Rate factor of the difference that ends at each sample, 0 for the first. */
    private final int[] rate = new int[CAPACITY];
    private int newest = -1;
    private int count;

    /** Takes a picture of that time; whether it is a sample, which belongs into place {@link #newest()} then. */
    public boolean add(long now) {
        if (count > 0 && now - nanos[newest] < SAMPLE_EVERY_NANOS) {
            return false;
        }
        if (count > 0 && now - nanos[newest] > LONGEST_GAP_NANOS) {
            reset();
        }
        while (count > 0 && (count == CAPACITY || tooOld(now - nanos[place(count - 1)]))) {
            count--;
        }
        newest = (newest + 1) % CAPACITY;
        nanos[newest] = now;
        rate[newest] = count == 0 ? 0 : rate((now - nanos[place(1)]) / 1e9);
        count++;
        return true;
    }

    private boolean tooOld(long age) {
        return age > (count >= LEAST_SAMPLES ? SPAN_NANOS : LONGEST_SPAN_NANOS);
    }

    private static int rate(double seconds) {
        double steady = Math.max(SHORTEST_SECONDS, Math.min(LONGEST_SECONDS, seconds));
        return (int) Math.round(RATE_ONE * Math.sqrt(BASE_SECONDS / steady));
    }

    private int place(int back) {
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

    /** Seconds between the last two samples. */
    public double lastStepSeconds() {
        return count < 2 ? 0 : (nanos[newest] - nanos[place(1)]) / 1e9;
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
        float unit = count < 2 ? 0 : STEP / RATE_ONE / (count - 1);
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
