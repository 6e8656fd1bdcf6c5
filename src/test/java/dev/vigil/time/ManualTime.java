package dev.vigil.time;

import java.time.Duration;
import java.time.Instant;

/** Time that only moves when a test moves it; the wall clock may also be made to jump. */
public final class ManualTime implements TimeSource {

    private long nanos = 1_000_000_000L;
    private Instant now = Instant.parse("2026-02-27T14:28:00Z");

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    public synchronized void pass(Duration duration) {
        nanos += duration.toNanos();
        now = now.plus(duration);
    }

    /** As NTP does: the wall clock steps, monotonic time does not. */
    public synchronized void stepWallClock(Duration step) {
        now = now.plus(step);
    }
}
