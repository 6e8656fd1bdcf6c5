package dev.vigil.stream;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: the steps one after the other, the last one for ever. Each wait is spread by
 * a fifth to either side, so that cameras lost together do not come back together.
 */
final class BackOff {

    private static final double SPREAD = 0.2;

    private final List<Duration> steps;
    private final RandomGenerator random;
    private int failures;

    BackOff(List<Duration> steps, RandomGenerator random) {
        this.steps = steps;
        this.random = random;
    }

    /** Counts one more failure and says how long to wait now. */
    Duration next() {
        Duration step = steps.get(Math.min(failures, steps.size() - 1));
        failures++;
        double factor = 1 - SPREAD + 2 * SPREAD * random.nextDouble();
        return Duration.ofNanos((long) (step.toNanos() * factor));
    }

    /** Failures since the last success. */
    int failures() {
        return failures;
    }

    void reset() {
        failures = 0;
    }
}
