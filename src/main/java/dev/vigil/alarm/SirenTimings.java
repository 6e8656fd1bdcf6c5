package dev.vigil.alarm;

import java.time.Duration;

/**
 * How a siren is kept sounding.
 *
 * @param duration for how long one command makes it sound
 * @param rearm    when to command it again while it should sound; shorter than {@code duration}
 * @param retry    wait after a command that failed
 * @param longest  it sounds no longer than this after it was last confirmed that it should
 */
public record SirenTimings(Duration duration, Duration rearm, Duration retry, Duration longest) {

    /** The guide's 30 s, renewed 10 s before they end. */
    public static final SirenTimings DEFAULT = new SirenTimings(Duration.ofSeconds(30), Duration.ofSeconds(20),
            Duration.ofSeconds(2), Duration.ofSeconds(120));

    public SirenTimings {
        if (rearm.compareTo(duration) >= 0 || retry.isNegative() || retry.isZero()) {
            throw new IllegalArgumentException("a siren must be commanded again before it falls silent");
        }
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("a siren must be allowed to sound for some time");
        }
    }

    public SirenTimings withLongest(Duration bound) {
        return new SirenTimings(duration, rearm, retry, bound);
    }
}
