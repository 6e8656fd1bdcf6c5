package dev.vigil.backend;

import java.time.Duration;

/**
 * How long a call may take.
 *
 * @param connect until the connection stands
 * @param read    without a byte of the answer; the whole call may take connect and read together
 */
public record CallLimits(Duration connect, Duration read) {

    /** For assignments and reports. */
    public static final CallLimits STANDARD = new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(10));
    /** For heartbeats and sirens, which are late after that. */
    public static final CallLimits QUICK = new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(4));

    /** The longest that one call may last. */
    Duration whole() {
        return connect.plus(read);
    }
}
