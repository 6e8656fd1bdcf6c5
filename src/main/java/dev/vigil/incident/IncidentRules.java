package dev.vigil.incident;

import java.time.Duration;

/**
 * When an incident begins, becomes a crime and ends. Confidences and levels are 0 to 100.
 *
 * @param alertThreshold suspicion begins above this
 * @param crimeThreshold a crime is confirmed when this is exceeded for {@code crimeSustain}
 * @param crimeSustain   how long: every assessment above the threshold follows the one before within
 *                       {@code dipTolerance}, and the mean over this time, dips included, is above the threshold too
 * @param minSamples     assessments that time must hold at least
 * @param dipTolerance   a dip or gap up to this long breaks neither the sustained time nor the run-up
 * @param updateStep     the confidence must move by this much for another alert
 * @param updateGap      least time between two alerts of one incident
 * @param hysteresis     the scene counts as calm below the alert threshold less this
 * @param clearAfter     the incident ends when the scene was calm, or not seen, for this long
 * @param onsetLevel     suspicious activity began with the first assessment of the unbroken run at or above this level
 *                       that led to the suspicion, less the lag of its judge
 * @param onsetLookBack  but not earlier than this before the suspicion
 */
public record IncidentRules(double alertThreshold, double crimeThreshold, Duration crimeSustain, int minSamples,
                            Duration dipTolerance, double updateStep, Duration updateGap, double hysteresis,
                            Duration clearAfter, double onsetLevel, Duration onsetLookBack) {

    public IncidentRules {
        within("alertThreshold", alertThreshold, 0, 100);
        within("crimeThreshold", crimeThreshold, alertThreshold, 100);
        within("updateStep", updateStep, 1, 100);
        within("hysteresis", hysteresis, 0, alertThreshold);
        within("onsetLevel", onsetLevel, 0, alertThreshold);
        within("minSamples", minSamples, 1, 1000);
        atMost("crimeSustain", crimeSustain, Duration.ofMinutes(10));
        atMost("dipTolerance", dipTolerance, Duration.ofMinutes(1));
        atMost("updateGap", updateGap, Duration.ofHours(1));
        atMost("clearAfter", clearAfter, Duration.ofHours(1));
        if (clearAfter.toMillis() < 1000) {
            throw new IllegalArgumentException("clearAfter must be at least PT1S, not " + clearAfter);
        }
        atMost("onsetLookBack", onsetLookBack, Duration.ofHours(1));
    }

    /** The guide's thresholds and this project's defaults. */
    public static IncidentRules defaults() {
        return of(50, 80, Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    /** The defaults but for the values a user sets most; activity begins at half the alert threshold. */
    public static IncidentRules of(double alertThreshold, double crimeThreshold, Duration crimeSustain,
            Duration clearAfter) {
        return new IncidentRules(alertThreshold, crimeThreshold, crimeSustain, 3, Duration.ofSeconds(1),
                10, Duration.ofSeconds(5), Math.min(10, alertThreshold), clearAfter,
                alertThreshold / 2, Duration.ofSeconds(10));
    }

    private static void within(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(name + " must be from " + low + " to " + high + ", not " + value);
        }
    }

    private static void atMost(String name, Duration value, Duration high) {
        if (value.isNegative() || value.compareTo(high) > 0) {
            throw new IllegalArgumentException(name + " must be from PT0S to " + high + ", not " + value);
        }
    }
}
