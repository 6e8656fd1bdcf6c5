package dev.vigil.calibration;

import java.time.Instant;

/**
 * One minute of one camera.
 *
 * @param start   a whole minute of wall time
 * @param peak    highest fight confidence before any offset, 0 to 100
 * @param seconds for how long it was watched, 0 to 60
 * @param crime   whether a confirmed crime lasted in it
 */
public record Minute(Instant start, double peak, double seconds, boolean crime) {

    static final int LENGTH = 60;

    public Minute {
        if (!(peak >= 0 && peak <= 100) || !(seconds >= 0 && seconds <= LENGTH)
                || start.getEpochSecond() % LENGTH != 0 || start.getNano() != 0) {
            throw new IllegalArgumentException("no minute: " + start + ", " + peak + ", " + seconds);
        }
    }

    /** Number of the minute since 1970. */
    long number() {
        return start.getEpochSecond() / LENGTH;
    }

    /** Two parts of the same minute, as a restart or a clock set back leaves them. */
    Minute and(Minute other) {
        return new Minute(start, Math.max(peak, other.peak), Math.min(LENGTH, seconds + other.seconds),
                crime || other.crime);
    }
}
