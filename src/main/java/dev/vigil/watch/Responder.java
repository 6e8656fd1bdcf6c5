package dev.vigil.watch;

import dev.vigil.alarm.Siren;
import dev.vigil.alarm.SirenControl;
import dev.vigil.alarm.SirenListener;
import dev.vigil.detection.Assessment;
import dev.vigil.incident.IncidentEvent;
import dev.vigil.outbox.Outbox;
import dev.vigil.outbox.Report;
import dev.vigil.time.TimeSource;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Turns one camera's incident events into deeds, each with its line in the log: the siren first, then the report.
 * Neither waits for the other; both calls return at once.
 */
final class Responder implements SirenListener {

    private static final Logger LOG = Logger.getLogger(Responder.class);

    private final Supplier<String> label;
    private final long cameraId;
    private final WatchTools tools;
    private final TimeSource time;
    private final Outbox outbox;
    private SirenControl siren;
    private boolean sirenFailed;

    Responder(Supplier<String> label, long cameraId, WatchTools tools) {
        this.label = label;
        this.cameraId = cameraId;
        this.tools = tools;
        time = tools.time();
        outbox = tools.outbox();
    }

    /** Takes charge of the camera's siren. */
    SirenControl siren(Siren ofCamera) {
        siren = new SirenControl("camera-" + cameraId, ofCamera, tools.sirenTimings(), this, time);
        return siren;
    }

    void respond(List<IncidentEvent> events) {
        for (IncidentEvent event : events) {
            if (event instanceof IncidentEvent.Suspected suspected) {
                siren.sound();
                alert(suspected.cause());
                Assessment cause = suspected.cause();
                LOG.warnf("%s SUSPICION %.0f %% %s since %s, decided %d ms after arrival: %s", label.get(),
                        cause.confidence(), cause.type().wire(), Times.wire(suspected.startTime()),
                        (time.nanos() - cause.arrivalNanos()) / 1_000_000, cause.why());
            } else if (event instanceof IncidentEvent.Updated updated) {
                alert(updated.cause());
                LOG.infof("%s now %.0f %% %s", label.get(), updated.cause().confidence(),
                        updated.cause().type().wire());
            } else if (event instanceof IncidentEvent.Confirmed crime) {
                report(tools.reports().crime(cameraId, crime.type(), crime.confidence(), crime.startTime(),
                        crime.endTime()));
                LOG.errorf("%s CRIME %.0f %% %s from %s to %s, decided %d ms after arrival: %s", label.get(),
                        crime.confidence(), crime.type().wire(), Times.wire(crime.startTime()),
                        Times.wire(crime.endTime()), (time.nanos() - crime.cause().arrivalNanos()) / 1_000_000,
                        crime.cause().why());
            } else if (event instanceof IncidentEvent.Cleared cleared) {
                siren.silence();
                report(tools.reports().stop(cameraId));
                LOG.infof("%s CLEARED at %s (%s)%s", label.get(), Times.wire(cleared.time()),
                        cleared.reason().words(), cleared.confirmed() ? "" : ", no crime confirmed");
            }
        }
    }

    private void alert(Assessment cause) {
        report(tools.reports().alert(cameraId, cause.confidence()));
    }

    private void report(Report report) {
        outbox.add(report);
    }

    @Override
    public void sounded(String way, long nanos) {
        sirenFailed = false;
        tools.observer().sirenSounded(way, nanos);
        LOG.infof("%s siren sounds by way of %s, %d ms after the decision", label.get(), way, nanos / 1_000_000);
    }

    @Override
    public void silenced(String way) {
        sirenFailed = false;
        LOG.infof("%s siren is silent", label.get());
    }

    @Override
    public void failed(String way, String reason) {
        // Tried again every few seconds: one line tells it.
        if (!sirenFailed) {
            LOG.errorf("%s siren does not answer by way of %s and is tried again: %s", label.get(), way, reason);
        }
        sirenFailed = true;
    }
}
