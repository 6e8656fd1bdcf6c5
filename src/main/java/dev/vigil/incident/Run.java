package dev.vigil.incident;

import dev.vigil.detection.Assessment;
import java.time.Instant;

/** An unbroken run of assessments that reach a level: gaps and dips up to a tolerance do not break it. */
final class Run {

    private final long toleranceNanos;
    private boolean open;
    private long startNanos;
    private long lastNanos;
    private long beganNanos;
    private Instant beganTime;

    Run(long toleranceNanos) {
        this.toleranceNanos = toleranceNanos;
    }

    void observe(Assessment assessment, boolean reached) {
        long nanos = assessment.arrivalNanos();
        if (open && nanos - lastNanos > toleranceNanos) {
            open = false;
        }
        if (!reached) {
            return;
        }
        if (!open) {
            open = true;
            startNanos = nanos;
            beganNanos = nanos - assessment.lagNanos();
            beganTime = assessment.frameTime().minusNanos(assessment.lagNanos());
        }
        lastNanos = nanos;
    }

    boolean open() {
        return open;
    }

    /** When its first assessment came. */
    long startNanos() {
        return startNanos;
    }

    /** When what its first assessment saw began, monotonic. */
    long beganNanos() {
        return beganNanos;
    }

    /** The same on the clock of reports. */
    Instant beganTime() {
        return beganTime;
    }

    void reset() {
        open = false;
    }
}
