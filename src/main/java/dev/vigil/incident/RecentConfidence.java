package dev.vigil.incident;

import java.util.Arrays;

/** The confidences of the last so many nanoseconds and their mean; allocates only until it fits the frame rate. */
final class RecentConfidence {

    private final long spanNanos;
    private long[] nanos = new long[64];
    private double[] confidence = new double[64];
    private int first;
    private int count;

    RecentConfidence(long spanNanos) {
        this.spanNanos = spanNanos;
    }

    void add(long atNanos, double value) {
        while (count > 0 && atNanos - nanos[first] > spanNanos) {
            first = (first + 1) % nanos.length;
            count--;
        }
        if (count == nanos.length) {
            grow();
        }
        int place = (first + count++) % nanos.length;
        nanos[place] = atNanos;
        confidence[place] = value;
    }

    int count() {
        return count;
    }

    double mean() {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += confidence[(first + i) % nanos.length];
        }
        return sum / count;
    }

    private void grow() {
        long[] oldNanos = nanos;
        double[] oldConfidence = confidence;
        nanos = Arrays.copyOf(oldNanos, count * 2);
        confidence = Arrays.copyOf(oldConfidence, count * 2);
        for (int i = 0; i < count; i++) {
            nanos[i] = oldNanos[(first + i) % count];
            confidence[i] = oldConfidence[(first + i) % count];
        }
        first = 0;
    }
}
