package dev.vigil.backend;

import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** Stands still until it is moved. */
final class ManualTime implements TimeSource {
    private Instant now = Instant.parse("2026-02-27T14:28:00Z");
    private long nanos = 1_000;

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    synchronized void pass(Duration duration) {
        nanos += duration.toNanos();
        now = now.plus(duration);
    }
}
