package dev.vigil.inference;

import java.time.Duration;

/**
 * How the batcher gathers frames.
 *
 * @param batch   most frames in one batch, at least 1; an engine that takes fewer is given fewer
 * @param maxWait how long a frame may wait for others to join its batch
 * @param maxAge  frames that arrived longer ago than this are dropped, not inferred; a calm camera's look only after ten
 *                times as long
 */
public record BatcherLimits(int batch, Duration maxWait, Duration maxAge) {

    public BatcherLimits {
        if (batch < 1 || maxWait.isNegative() || maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("batch must be at least 1, maxWait not negative, maxAge positive: "
                    + batch + ", " + maxWait + ", " + maxAge);
        }
    }

    /** The usual limits: as many as the engine takes, 5 ms for company, 500 ms of age. */
    public static BatcherLimits usual() {
        return new BatcherLimits(Integer.MAX_VALUE, Duration.ofMillis(5), Duration.ofMillis(500));
    }
}
