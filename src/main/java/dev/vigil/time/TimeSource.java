package dev.vigil.time;

import java.time.Instant;

/**
 * Two times that must not be confused: decisions are made on {@link #nanos()}, which never jumps, and reports are
 * labelled with {@link #now()}, which may (NTP). Implementations are safe for use by many threads.
 */
public interface TimeSource {

    /** Monotonic time in nanoseconds; only differences mean anything. */
    long nanos();

    /** Wall-clock time, UTC. */
    Instant now();

    /** The machine's own clocks. */
    static TimeSource system() {
        return SystemTime.INSTANCE;
    }
}
