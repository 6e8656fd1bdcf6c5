package dev.vigil.watch;

import dev.vigil.backend.ReportBodies;
import dev.vigil.detection.Assessment;
import dev.vigil.incident.IncidentEvent;
import dev.vigil.outbox.Report;
import dev.vigil.outbox.ReportKind;
import dev.vigil.time.TimeSource;
import java.util.UUID;

/** Writes one camera's reports at the moment of the decision, in the guide's words. */
public final class ReportWriter {

    private final long cameraId;
    private final TimeSource time;

    public ReportWriter(long cameraId, TimeSource time) {
        this.cameraId = cameraId;
        this.time = time;
    }

    Report alert(Assessment cause) {
        return report(ReportKind.ALERT, ReportBodies.alert(cameraId, cause.confidence()));
    }

    Report crime(IncidentEvent.Confirmed crime) {
        return report(ReportKind.CRIME, ReportBodies.crime(cameraId, crime.type().wire(), crime.confidence(),
                crime.startTime(), crime.endTime()));
    }

    public Report stop() {
        return report(ReportKind.STOP, ReportBodies.stop(cameraId));
    }

    private Report report(ReportKind kind, String body) {
        return new Report(UUID.randomUUID(), cameraId, kind, body, time.now());
    }
}
