package dev.vigil.incident;

import dev.vigil.detection.Assessment;
import dev.vigil.detection.CrimeType;
import java.util.Arrays;

/** The assessments of the last so many nanoseconds and their mean; allocates only until it fits the frame rate. */
final class RecentConfidence {

    private static final CrimeType[] TYPES = CrimeType.values();

    private final long spanNanos;
    private long[] nanos = new long[64];
    private double[] confidence = new double[64];
    private CrimeType[] type = new CrimeType[64];
    private final double[] sums = new double[TYPES.length];
    private int first;
    private int count;

    RecentConfidence(long spanNanos) {
        this.spanNanos = spanNanos;
    }

    void add(Assessment assessment) {
        long atNanos = assessment.arrivalNanos();
        while (count > 0 && atNanos - nanos[first] > spanNanos) {
            first = (first + 1) % nanos.length;
            count--;
        }
        if (count == nanos.length) {
            grow();
        }
        int place = (first + count++) % nanos.length;
        nanos[place] = atNanos;
        confidence[place] = assessment.confidence();
        type[place] = assessment.type();
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

    /** What most of the confidence is about; of equal shares the graver. */
    CrimeType type() {
        Arrays.fill(sums, 0);
        for (int i = 0; i < count; i++) {
            int place = (first + i) % nanos.length;
            sums[type[place].ordinal()] += confidence[place];
        }
        CrimeType foremost = TYPES[0];
        for (CrimeType other : TYPES) {
            double lead = sums[other.ordinal()] - sums[foremost.ordinal()];
            if (lead > 0 || lead == 0 && other.graverThan(foremost)) {
                foremost = other;
            }
        }
        return foremost;
    }

    private void grow() {
        long[] oldNanos = nanos;
        double[] oldConfidence = confidence;
        CrimeType[] oldType = type;
        nanos = Arrays.copyOf(oldNanos, count * 2);
        confidence = Arrays.copyOf(oldConfidence, count * 2);
        type = Arrays.copyOf(oldType, count * 2);
        for (int i = 0; i < count; i++) {
            nanos[i] = oldNanos[(first + i) % count];
            confidence[i] = oldConfidence[(first + i) % count];
            type[i] = oldType[(first + i) % count];
        }
        first = 0;
    }
}
