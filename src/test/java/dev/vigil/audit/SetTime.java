package dev.vigil.audit;

import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** A clock that a test sets. */
final class SetTime implements TimeSource {

    private volatile Instant now;

    SetTime(String now) {
        this.now = Instant.parse(now);
    }

    void pass(Duration span) {
        now = now.plus(span);
    }

    @Override
    public long nanos() {
        return now.toEpochMilli() * 1_000_000;
    }

    @Override
    public Instant now() {
        return now;
    }
}
