package dev.vigil.outbox;

import java.time.Duration;
import java.util.Optional;

/** What became of one try to deliver a report. */
public sealed interface Delivery {

    /** The back end has it. */
    record Delivered() implements Delivery {
    }

    /** Not now: try again, after {@code retryAfter} where the back end named one. */
    record Later(String reason, Optional<Duration> retryAfter) implements Delivery {
    }

    /** The back end will never take it. */
    record Refused(String reason) implements Delivery {
    }
}
