package dev.vigil.stream;

/** The most of something that is usual: what was learnt, forgotten with a half-life of five minutes. */
final class Habit {

    private static final double HALF_LIFE_NANOS = 300e9;

    private double most;
    private long learntNanos;

    double at(long nanos) {
        return most == 0 ? 0 : most * Math.pow(2, -(nanos - learntNanos) / HALF_LIFE_NANOS);
    }

    void learn(double value, long nanos) {
        double now = at(nanos);
        if (value >= now) {
            most = value;
            learntNanos = nanos;
        }
    }
}
