package dev.vigil.calibration;

import java.util.Arrays;

/**
 * How many events a day peak above a level, from events seen: they are counted where at least {@code m} of them are
 * above the level; beyond that an exponential tail goes on where counting ends (peaks over threshold with shape 0),
 *
 * <pre>  rate(u) = m / days * exp(-(u - u0) / b)   for u above u0, the (m+1)-th highest peak,</pre>
 *
 * with {@code b} the mean excess of the m highest peaks over u0, which is its maximum-likelihood estimate. m is a tenth
 * of the events, but at least ten, unless that is more than half of them, and at most a hundred. Levels are logits.
 */
final class Tail {

    private static final int TAIL_SHARE = 10;
    private static final int LEAST_IN_TAIL = 10;
    /** So many can be counted to a tenth. */
    private static final int MOST_IN_TAIL = 100;
    /** Footage in which all is equal has not shown how its tail falls. */
    private static final double LEAST_SCALE = 0.1;

    private final double[] ascending;
    private final double days;
    private final int inTail;
    private final double begin;
    private final double scale;

    /** @param peaks at least one */
    Tail(double[] peaks, double days) {
        ascending = peaks.clone();
        Arrays.sort(ascending);
        this.days = days;
        int n = ascending.length;
        int share = Math.min(MOST_IN_TAIL, n / TAIL_SHARE);
        inTail = Math.max(1, Math.max(share, Math.min(LEAST_IN_TAIL, n / 2)));
        begin = highest(Math.min(inTail, n - 1));
        double excess = 0;
        for (int i = 0; i < inTail; i++) {
            excess += highest(i) - begin;
        }
        scale = Math.max(LEAST_SCALE, excess / inTail);
    }

    /** Events a day that peak above the level. */
    double rate(double level) {
        if (level >= begin) {
            return inTail / days * Math.exp((begin - level) / scale);
        }
        int above = 0;
        while (above < ascending.length && highest(above) > level) {
            above++;
        }
        return above / days;
    }

    /** The lowest level above which at most this many events a day peak; minus infinity where all of them may. */
    double level(double rate) {
        double allowed = rate * days;
        if (allowed <= inTail) {
            return begin + scale * Math.log(inTail / allowed);
        }
        int above = (int) Math.floor(allowed);
        return above < ascending.length ? highest(above) : Double.NEGATIVE_INFINITY;
    }

    private double highest(int place) {
        return ascending[ascending.length - 1 - place];
    }
}
