package dev.vigil.watch;

import dev.vigil.audit.AuditEntry;
import dev.vigil.audit.AuditLog;
import dev.vigil.incident.IncidentRules;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What all watches have in common when they tell the audit log of themselves: where to, and on what they decide. */
public final class Journal {

    private final AuditLog audit;
    private final Map<String, Object> thresholds = new LinkedHashMap<>();
    private final Supplier<Map<String, Object>> model;
    private final Duration runUp;

    /** @param model names and hashes of what confidences come from at this moment; asked on the batcher's thread */
    public Journal(AuditLog audit, IncidentRules rules, Supplier<Map<String, Object>> model) {
        this.audit = audit;
        this.model = model;
        runUp = rules.onsetLookBack();
        thresholds.put("alert", rules.alertThreshold());
        thresholds.put("crime", rules.crimeThreshold());
        thresholds.put("crime-sustain-s", seconds(rules.crimeSustain()));
        thresholds.put("clear-below", rules.alertThreshold() - rules.hysteresis());
        thresholds.put("clear-after-s", seconds(rules.clearAfter()));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** How long before a suspicion its activity may have begun. */
    Duration runUp() {
        return runUp;
    }

    CameraJournal of(long camera) {
        return new CameraJournal(camera, this);
    }

    void record(AuditEntry entry) {
        audit.record(entry);
    }

    /** On what a decision was made. */
    AuditEntry withBasis(AuditEntry entry) {
        return entry.with("thresholds", thresholds).with("model", model.get());
    }
}
