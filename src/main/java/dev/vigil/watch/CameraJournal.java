package dev.vigil.watch;

import dev.vigil.alarm.SirenAttempt;
import dev.vigil.audit.AuditEntry;
import dev.vigil.detection.Assessment;
import dev.vigil.incident.ClearReason;
import dev.vigil.incident.IncidentEvent;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** Tells the audit log what one camera's watch saw, decided and did. It never waits. For many threads. */
final class CameraJournal {

    private final long camera;
    private final Journal journal;
    /** Of the incident that is open or was the last one: camera, beginning and number. */
    private volatile String incident;

    CameraJournal(long camera, Journal journal) {
        this.camera = camera;
        this.journal = journal;
    }

    void watched(String name, String address) {
        record(about("camera.watched").with("name", name).with("address", address));
    }

    void released(ClearReason reason) {
        record(about("camera.released").with("reason", reason.words()));
    }

    void blind(String why) {
        record(about("camera.blind").with("why", why));
    }

    void back(Duration blind) {
        record(about("camera.back").with("blind-s", blind.toMillis() / 1000.0));
    }

    /**
     * @param report the key of the report that was sent of it
     * @param trace  the confidences that it was decided on, since the entry before
     */
    void happened(IncidentEvent event, UUID report, Map<String, Object> trace) {
        AuditEntry entry;
        if (event instanceof IncidentEvent.Suspected suspected) {
            incident = camera + "-" + suspected.startTime().truncatedTo(ChronoUnit.SECONDS) + "-"
                    + suspected.incident();
            entry = journal.withBasis(decided("suspected", suspected.cause()).with("start", suspected.startTime()));
        } else if (event instanceof IncidentEvent.Updated updated) {
            entry = decided("updated", updated.cause());
        } else if (event instanceof IncidentEvent.Confirmed crime) {
            entry = journal.withBasis(decided("confirmed", crime.cause()).with("crime", crime.type().wire())
                    .with("mean", crime.confidence()).with("start", crime.startTime()).with("end", crime.endTime()));
        } else {
            IncidentEvent.Cleared cleared = (IncidentEvent.Cleared) event;
            entry = ofIncident("cleared").with("at", cleared.time()).with("crime-confirmed", cleared.confirmed())
                    .with("reason", cleared.reason().words());
        }
        record(entry.with("report", report.toString()).with("trace", trace));
    }

    /** The confidences of an incident in which nothing else happened for long. */
    void lasts(Map<String, Object> trace) {
        record(ofIncident("lasts").with("trace", trace));
    }

    void siren(SirenAttempt attempt) {
        AuditEntry entry = about(attempt.sounds() ? "siren.sound" : "siren.silence");
        entry = incident == null ? entry : entry.with("incident", incident);
        entry = entry.with("way", attempt.way()).with("result", attempt.failure().isEmpty() ? "answered" : "failed")
                .with("ms", attempt.nanos() / 1_000_000);
        record(attempt.failure().isEmpty() ? entry : entry.with("why", attempt.failure().get()));
    }

    /** Silenced although its incident is open. */
    void overdue(Duration bound) {
        record(about("siren.overdue").with("unseen-s", bound.toSeconds()));
    }

    private AuditEntry decided(String what, Assessment cause) {
        return ofIncident(what).with("at", cause.frameTime()).with("confidence", cause.confidence())
                .with("type", cause.type().wire()).with("why", cause.why());
    }

    private AuditEntry ofIncident(String what) {
        return about("incident." + what).with("incident", incident);
    }

    private AuditEntry about(String kind) {
        return AuditEntry.of(kind).with("camera", camera);
    }

    private void record(AuditEntry entry) {
        journal.record(entry);
    }
}
