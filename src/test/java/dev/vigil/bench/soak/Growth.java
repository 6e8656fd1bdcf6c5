package dev.vigil.bench.soak;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** What became more while frames went by. */
final class Growth {

    private static final double MILLION = 1e6;
    /** Threads and descriptors come and go with connections; this many more in the middle are no growth yet. */
    private static final int TOLERATED = 2;

    private final List<Sample> samples;

    /** @param samples after warm-up, at least two with frames between */
    Growth(List<Sample> samples) {
        this.samples = List.copyOf(samples);
    }

    /** Frames that the samples cover. */
    double frames() {
        return samples.get(samples.size() - 1).frames() - samples.get(0).frames();
    }

    /** The slope of the least-squares line through a figure over frames, in the figure's unit per million frames. */
    double perMillionFrames(ToDoubleFunction<Sample> figure) {
        double meanX = samples.stream().mapToDouble(Sample::frames).average().orElseThrow();
        double meanY = samples.stream().mapToDouble(figure).average().orElseThrow();
        double products = 0;
        double squares = 0;
        for (Sample sample : samples) {
            double x = sample.frames() - meanX;
            products += x * (figure.applyAsDouble(sample) - meanY);
            squares += x * x;
        }
        return products / squares * MILLION;
    }

    /** Whether the middle value of the last third is not above that of the first third by more than is tolerated. */
    boolean flat(ToIntFunction<Sample> count) {
        return last(count) <= first(count) + TOLERATED;
    }

    int first(ToIntFunction<Sample> count) {
        return middle(count, samples.subList(0, third()));
    }

    int last(ToIntFunction<Sample> count) {
        return middle(count, samples.subList(samples.size() - third(), samples.size()));
    }

    private int third() {
        return Math.max(1, samples.size() / 3);
    }

    private static int middle(ToIntFunction<Sample> count, List<Sample> part) {
        int[] counts = part.stream().mapToInt(count).toArray();
        Arrays.sort(counts);
        return counts[counts.length / 2];
    }
}
