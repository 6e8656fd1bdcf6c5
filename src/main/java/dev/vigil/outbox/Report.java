package dev.vigil.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * A decided report.
 *
 * @param key       tells a repeated delivery from a new report
 * @param cameraId  reports of one camera stay in order
 * @param body      the JSON that is sent, the same at every try
 * @param decidedAt wall time of the decision
 */
public record Report(UUID key, long cameraId, ReportKind kind, String body, Instant decidedAt) {
}
