package dev.vigil.watch;

import dev.vigil.alarm.SirenControl;
import dev.vigil.alarm.SirenListener;
import dev.vigil.camera.Camera;
import dev.vigil.detection.Assessment;
import dev.vigil.incident.IncidentEvent;
import dev.vigil.outbox.Outbox;
import dev.vigil.time.TimeSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    private final SirenControl siren;
    private final Outbox outbox;
    private final ReportWriter reports;
    private final WatchObserver observer;
    private final TimeSource time;
    private boolean sirenFailed;

    /** @param label the camera in log lines, by the name it has then */
    Responder(Supplier<String> label, Camera camera, WatchTools tools) {
        this.label = label;
        outbox = tools.outbox();
        observer = tools.observer();
        time = tools.time();
        reports = new ReportWriter(camera.id(), time);
        siren = new SirenControl("camera-" + camera.id(), tools.sirens().apply(camera), tools.sirenTimings(), this,
                time);
    }

    SirenControl siren() {
        return siren;
    }

    void respond(List<IncidentEvent> events) {
        for (IncidentEvent event : events) {
            if (event instanceof IncidentEvent.Suspected suspected) {
                siren.sound();
                outbox.add(reports.alert(suspected.cause()));
                Assessment cause = suspected.cause();
                LOG.warnf("%s SUSPICION %.0f %% %s since %s, decided %d ms after arrival: %s", label.get(),
                        cause.confidence(), cause.type().wire(), seconds(suspected.startTime()),
                        (time.nanos() - cause.arrivalNanos()) / 1_000_000, cause.why());
            } else if (event instanceof IncidentEvent.Updated updated) {
                outbox.add(reports.alert(updated.cause()));
                LOG.infof("%s now %.0f %% %s", label.get(), updated.cause().confidence(),
                        updated.cause().type().wire());
            } else if (event instanceof IncidentEvent.Confirmed crime) {
                outbox.add(reports.crime(crime));
                LOG.errorf("%s CRIME %.0f %% %s from %s to %s, decided %d ms after arrival: %s", label.get(),
                        crime.confidence(), crime.type().wire(), seconds(crime.startTime()),
                        seconds(crime.endTime()), (time.nanos() - crime.cause().arrivalNanos()) / 1_000_000,
                        crime.cause().why());
            } else if (event instanceof IncidentEvent.Cleared cleared) {
                siren.silence();
                outbox.add(reports.stop());
                LOG.infof("%s CLEARED at %s (%s)%s", label.get(), seconds(cleared.time()),
                        cleared.reason().words(), cleared.confirmed() ? "" : ", no crime confirmed");
            }
        }
    }

    @Override
    public void sounded(String way, long nanos) {
        sirenFailed = false;
        observer.sirenSounded(way, nanos);
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

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
