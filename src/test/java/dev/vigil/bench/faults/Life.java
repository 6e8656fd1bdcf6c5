package dev.vigil.bench.faults;

import java.time.Instant;

/**
 * One life of the service.
 *
 * @param killed    when it ended
 * @param killNanos the same on the machine's monotonic clock
 * @param log       what it said
 * @param outbox    what it left behind
 */
record Life(Instant killed, long killNanos, ServiceLog log, OutboxFile outbox) {
}
