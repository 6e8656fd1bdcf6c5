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

    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final long camera;
    private final Journal journal;
    private volatile String name = "";
    /** Of the incident that is open or was the last one: camera, beginning and number. */
    private volatile String incident;
    /** Guarded by itself. */
    private final ConfidenceTrace trace = new ConfidenceTrace();
    private volatile boolean open;

    CameraJournal(long camera, Journal journal) {
        this.camera = camera;
        this.journal = journal;
    }

    /** Without the address: on disk that is readable only to who has the key. */
    void watched(String asName) {
        name = asName;
        record(about("camera.watched").with("name", asName));
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

    /** What incidents are decided on; mostly this allocates nothing. */
    void assessed(Assessment assessment) {
        synchronized (trace) {
            trace.add(assessment);
            if (open && trace.isFull()) {
                record(ofIncident("lasts").with("trace", trace.take(assessment.arrivalNanos(), FOR_EVER)));
            }
        }
    }

    /** To be called before its siren is sounded, so that what the siren does is told of this incident. */
    void begins(IncidentEvent.Suspected suspected) {
        incident = camera + "-" + suspected.startTime().truncatedTo(ChronoUnit.SECONDS) + "-" + suspected.incident();
    }

    /** @param report the key of the report that was sent of it */
    void happened(IncidentEvent event, UUID report) {
        AuditEntry entry;
        long decided;
        boolean begins = false;
        if (event instanceof IncidentEvent.Suspected suspected) {
            open = true;
            begins = true;
            decided = suspected.cause().arrivalNanos();
            entry = journal.withBasis(decided("suspected", suspected.cause()).with("name", name)
                    .with("start", suspected.startTime()));
        } else if (event instanceof IncidentEvent.Updated updated) {
            decided = updated.cause().arrivalNanos();
            entry = decided("updated", updated.cause());
        } else if (event instanceof IncidentEvent.Confirmed crime) {
            decided = crime.cause().arrivalNanos();
            entry = journal.withBasis(decided("confirmed", crime.cause()).with("crime", crime.type().wire())
                    .with("mean", crime.confidence()).with("start", crime.startTime()).with("end", crime.endTime()));
        } else {
            IncidentEvent.Cleared cleared = (IncidentEvent.Cleared) event;
            open = false;
            decided = cleared.nanos();
            entry = ofIncident("cleared").with("at", cleared.time()).with("crime-confirmed", cleared.confirmed())
                    .with("reason", cleared.reason().words());
        }
        Map<String, Object> decidedOn;
        synchronized (trace) {
            decidedOn = trace.take(decided, begins ? journal.runUp() : FOR_EVER);
        }
        record(entry.with("report", report.toString()).with("trace", decidedOn));
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
