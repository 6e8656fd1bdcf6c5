package dev.vigil.bench;

import java.util.Arrays;

/** What a bench tells of figures that a shared machine scatters: of an even number the upper of the two in the middle. */
public final class Median {

    private Median() {
    }

    /** @param figures at least one; they stay as they are */
    public static double of(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
