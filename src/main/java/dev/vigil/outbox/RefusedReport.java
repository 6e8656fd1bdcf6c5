package dev.vigil.outbox;

import java.time.Instant;

/** A report that the back end will never take, kept for a person to look at. */
public record RefusedReport(Report report, String reason, Instant at) {
}
