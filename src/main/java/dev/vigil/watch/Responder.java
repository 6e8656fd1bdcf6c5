package dev.vigil.watch;

import dev.vigil.alarm.SirenAnswer;
import dev.vigil.alarm.SirenAttempt;
import dev.vigil.alarm.SirenControl;
import dev.vigil.alarm.SirenListener;
import dev.vigil.camera.Camera;
import dev.vigil.detection.Assessment;
import dev.vigil.incident.IncidentEvent;
import dev.vigil.outbox.Outbox;
import dev.vigil.outbox.Report;
import dev.vigil.stream.Frame;
import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Turns one camera's incident events into deeds, each with its line in the log: the siren first, then the report.
 * Neither waits for the other; both calls return at once.
 */
final class Responder implements SirenListener {

    private static final Logger LOG = Logger.getLogger(Responder.class);

    private final long id;
    private final Supplier<String> label;
    private final Supplier<String> name;
    private final SirenControl siren;
    private final Outbox outbox;
    private final ReportWriter reports;
    private final WatchObserver observer;
    private final CameraJournal journal;
    private final TimeSource time;
    /** Held while an incident and its siren's answer are told, in this order; never while anything waits. */
    private final Object telling = new Object();
    private volatile SirenAnswer answer;
    /** Told already, so as not to tell it at every further try. Only the siren's worker touches these two. */
    private boolean sirenFailed;
    private final Set<String> failedWays = new HashSet<>();

    /**
     * @param label the camera in log lines, by the name it has then
     * @param name  the name alone
     */
    Responder(Supplier<String> label, Supplier<String> name, Camera camera, CameraJournal journal, WatchTools tools) {
        id = camera.id();
        this.journal = journal;
        this.label = label;
        this.name = name;
        outbox = tools.outbox();
        observer = tools.observer();
        time = tools.time();
        reports = new ReportWriter(camera.id(), time);
        siren = new SirenControl("camera-" + camera.id(), tools.sirens().apply(camera, this), tools.sirenTimings(),
                this, () -> tools.mutes().of(camera.id()).isPresent(), time);
    }

    SirenControl siren() {
        return siren;
    }

    /** @param frame the one that decided, with its stamps; null where time did */
    void respond(List<IncidentEvent> events, Frame frame) {
        for (IncidentEvent event : events) {
            if (event instanceof IncidentEvent.Suspected suspected) {
                journal.begins(suspected);
                synchronized (telling) {
                    answer = null;
                    siren.sound();
                    tell(event, frame);
                }
                keep(event, reports.alert(suspected.cause()));
                Assessment cause = suspected.cause();
                LOG.warnf("%s SUSPICION %.0f %% %s since %s, %s: %s", label.get(), cause.confidence(),
                        cause.type().wire(), seconds(suspected.startTime()), steps(frame), cause.why());
            } else if (event instanceof IncidentEvent.Updated updated) {
                report(event, frame, reports.alert(updated.cause()));
                LOG.infof("%s now %.0f %% %s", label.get(), updated.cause().confidence(),
                        updated.cause().type().wire());
            } else if (event instanceof IncidentEvent.Confirmed crime) {
                report(event, frame, reports.crime(crime));
                LOG.errorf("%s CRIME %.0f %% %s from %s to %s, %s, %s: %s", label.get(), crime.confidence(),
                        crime.type().wire(), seconds(crime.startTime()), seconds(crime.endTime()), steps(frame),
                        sirenWords(), crime.cause().why());
            } else if (event instanceof IncidentEvent.Cleared cleared) {
                siren.silence();
                report(event, frame, reports.stop());
                LOG.infof("%s CLEARED at %s (%s)%s, %s", label.get(), seconds(cleared.time()),
                        cleared.reason().words(), cleared.confirmed() ? "" : ", no crime confirmed", sirenWords());
            }
        }
    }

    /** Observers first, so that whoever hears of the delivery has heard of the incident; they are quick. */
    private void report(IncidentEvent event, Frame frame, Report report) {
        tell(event, frame);
        keep(event, report);
    }

    private void tell(IncidentEvent event, Frame frame) {
        observer.happened(id, name.get(), event, frame, time.nanos());
    }

    private void keep(IncidentEvent event, Report report) {
        outbox.add(report);
        journal.happened(event, report.key());
    }

    /** How the siren came to sound in the latest incident; empty while it has not. */
    Optional<SirenAnswer> sirenAnswer() {
        return Optional.ofNullable(answer);
    }

    /** The deciding frame's way in milliseconds since its packet arrived. */
    private String steps(Frame frame) {
        if (frame == null) {
            return "decided by time";
        }
        return "arrived, decoded +%d, batched +%d, inferred +%d, decided +%d ms".formatted(
                millis(frame.decodedNanos - frame.arrivalNanos), millis(frame.batchedNanos - frame.arrivalNanos),
                millis(frame.inferredNanos - frame.arrivalNanos), millis(time.nanos() - frame.arrivalNanos));
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }

    private String sirenWords() {
        SirenAnswer sounded = answer;
        return sounded == null ? "siren has not answered" : "siren " + sounded;
    }

    @Override
    public void sounded(SirenAnswer sounding) {
        sirenFailed = false;
        // A quick siren may answer before its incident was told to those who wait for the answer.
        synchronized (telling) {
            answer = sounding;
            observer.sirenSounded(id, sounding);
        }
        LOG.infof("%s siren sounds %s", label.get(), sounding);
    }

    @Override
    public void silenced() {
        sirenFailed = false;
        failedWays.clear();
        LOG.infof("%s siren is silent", label.get());
    }

    @Override
    public void failed(String reasons) {
        // Tried again every few seconds: one line tells it.
        if (!sirenFailed) {
            LOG.errorf("%s siren does not answer and is tried again: %s", label.get(), reasons);
        }
        sirenFailed = true;
    }

    @Override
    public void overdue(Duration bound) {
        journal.overdue(bound);
        LOG.errorf("%s siren is silenced though the incident is open: nothing was seen for %d s", label.get(),
                bound.toSeconds());
    }

    @Override
    public void attempted(SirenAttempt attempt) {
        observer.sirenAttempted(attempt);
        journal.siren(attempt);
        if (attempt.failure().isEmpty()) {
            failedWays.remove(attempt.way());
        } else if (failedWays.add(attempt.way())) {
            LOG.warnf("%s siren could not be %s by way of %s, given up after %d ms: %s", label.get(),
                    attempt.sounds() ? "sounded" : "silenced", attempt.way(), attempt.nanos() / 1_000_000,
                    attempt.failure().get());
        }
    }

    @Override
    public void unavailable(String way, String reason) {
        // One way is enough: only a siren without any is worth a warning.
        LOG.logf(siren.available() ? Logger.Level.INFO : Logger.Level.WARN,
                "%s siren cannot be sounded by way of %s: %s", label.get(), way, reason);
    }

    @Override
    public void available(String way) {
        LOG.infof("%s siren can be sounded by way of %s again", label.get(), way);
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
