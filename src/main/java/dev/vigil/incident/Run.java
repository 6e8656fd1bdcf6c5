package dev.vigil.incident;

import dev.vigil.detection.Assessment;
import java.time.Instant;

/** An unbroken run of assessments that reach a level: gaps and dips up to a tolerance do not break it. */
final class Run {

    private final long toleranceNanos;
    private boolean open;
    private long startNanos;
    private long lastNanos;
    private Instant startTime;

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
            startTime = assessment.frameTime();
        }
        lastNanos = nanos;
    }

    boolean open() {
        return open;
    }

    long startNanos() {
        return startNanos;
    }

    Instant startTime() {
        return startTime;
    }

    void reset() {
        open = false;
    }
}
