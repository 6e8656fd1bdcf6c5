package dev.vigil.console;

import dev.vigil.alarm.Mutes;
import dev.vigil.alarm.SirenAnswer;
import dev.vigil.audit.AuditPast;
import dev.vigil.detection.Assessment;
import dev.vigil.incident.IncidentEvent;
import dev.vigil.outbox.OutboxListener;
import dev.vigil.outbox.Report;
import dev.vigil.outbox.ReportKind;
import dev.vigil.stream.Frame;
import dev.vigil.time.TimeSource;
import dev.vigil.watch.WatchObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The latest incidents: those of this process' life, put together from what the other rooms tell, and before them those
 * that the audit log holds.
 */
public final class IncidentLog implements WatchObserver, OutboxListener {

    private static final int KEPT = 200;
    /** An incident takes some 5 KB of the audit log. */
    private static final int MOST_PAST_BYTES = 4 << 20;

    private final Mutes mutes;
    private final TimeSource time;
    /** Newest first. All guarded by this. */
    private final Deque<String> order = new ArrayDeque<>();
    private final Map<String, IncidentView> incidents = new HashMap<>();
    /** Each camera's latest incident. */
    private final Map<Long, String> latest = new HashMap<>();
    private final Map<Long, Instant> crimeDecided = new HashMap<>();
    /** A watch that was renewed numbers its incidents anew; these numbers do not repeat. */
    private long begun;
    private Consumer<IncidentView> listener = incident -> { };

    public IncidentLog(Mutes mutes, TimeSource time) {
        this.mutes = mutes;
        this.time = time;
    }

    /** Hears of every change, on the thread that brings it: must be quick and must not throw. */
    synchronized void onChange(Consumer<IncidentView> newListener) {
        listener = newListener;
    }

    /** Puts those of earlier processes before what is there. Reads the disk. */
    public void recall(AuditPast past) {
        List<IncidentView> before = PastIncidents.in(past.newest(MOST_PAST_BYTES));
        synchronized (this) {
            before.stream().limit(KEPT - order.size()).forEach(incident -> {
                order.addLast(incident.id());
                incidents.put(incident.id(), incident);
            });
        }
    }

    /** Newest first. */
    synchronized List<IncidentView> newest(int most) {
        List<IncidentView> found = new ArrayList<>();
        order.stream().limit(most).forEach(id -> found.add(incidents.get(id)));
        return found;
    }

    /** The camera's open incident. */
    synchronized Optional<IncidentView> open(long camera) {
        return Optional.ofNullable(latest.get(camera)).map(incidents::get)
                .filter(incident -> incident.phase() != IncidentView.Phase.CLEARED);
    }

    @Override
    public synchronized void happened(long camera, String name, IncidentEvent event, Frame frame,
            long decidedNanos) {
        if (event instanceof IncidentEvent.Suspected suspected) {
            Assessment cause = suspected.cause();
            Instant now = time.now();
            String id = camera + "-" + now.toEpochMilli() + "-" + ++begun;
            latest.put(camera, id);
            order.addFirst(id);
            forgetOldest();
            put(new IncidentView(id, camera, name, IncidentView.Phase.SUSPICIOUS, cause.type().wire(),
                    cause.confidence(), cause.confidence(), cause.why(), suspected.startTime(), now, null, null, null,
                    steps(frame, decidedNanos), mutes.of(camera).isPresent(), null));
        } else if (event instanceof IncidentEvent.Updated updated) {
            change(camera, incident -> with(incident, updated.cause()));
        } else if (event instanceof IncidentEvent.Confirmed crime) {
            Instant now = time.now();
            crimeDecided.put(camera, now);
            change(camera, incident -> incident.now(crime.confidence(), crime.type().wire(), crime.cause().why())
                    .confirmed(now));
        } else if (event instanceof IncidentEvent.Cleared cleared) {
            Instant now = time.now();
            change(camera, incident -> incident.cleared(now, cleared.reason().words()));
        }
    }

    private static IncidentView with(IncidentView incident, Assessment cause) {
        return incident.now(cause.confidence(), cause.type().wire(), cause.why());
    }

    private static IncidentView.Latency steps(Frame frame, long decidedNanos) {
        return frame == null ? new IncidentView.Latency(0, 0, 0, 0, null, null, null)
                : new IncidentView.Latency(millis(frame.decodedNanos - frame.arrivalNanos),
                        millis(frame.batchedNanos - frame.decodedNanos),
                        millis(frame.inferredNanos - frame.batchedNanos), millis(decidedNanos - frame.inferredNanos),
                        null, null, null);
    }

    private static double millis(long nanos) {
        return Math.round(Math.max(0, nanos) / 100_000.0) / 10.0;
    }

    @Override
    public synchronized void sirenSounded(long camera, SirenAnswer answer) {
        if (open(camera).filter(incident -> incident.sirenWay() == null).isPresent()) {
            change(camera, incident -> incident.sounded(answer.way(), millis(answer.nanos())));
        }
    }

    @Override
    public synchronized void delivered(Report report) {
        double age = Math.max(0, Duration.between(report.decidedAt(), time.now()).toMillis());
        if (report.kind() == ReportKind.ALERT) {
            change(report.cameraId(), incident -> incident.latency().report() != null
                    || isOlder(report, incident.suspectedAt()) ? incident
                    : incident.with(incident.latency().withReport(age)));
        } else if (report.kind() == ReportKind.CRIME) {
            Instant decided = crimeDecided.get(report.cameraId());
            change(report.cameraId(), incident -> decided == null || isOlder(report, decided) ? incident
                    : incident.with(incident.latency().withCrimeReport(age)));
        }
    }

    /** A report is decided in the moment in which its incident is told here. */
    private static boolean isOlder(Report report, Instant told) {
        return report.decidedAt().plusSeconds(1).isBefore(told);
    }

    private void change(long camera, UnaryOperator<IncidentView> how) {
        IncidentView before = incidents.get(latest.getOrDefault(camera, ""));
        if (before != null) {
            IncidentView after = how.apply(before);
            if (after != before) {
                put(after);
            }
        }
    }

    private void put(IncidentView incident) {
        incidents.put(incident.id(), incident);
        listener.accept(incident);
    }

    private void forgetOldest() {
        if (order.size() > KEPT) {
            String oldest = order.removeLast();
            IncidentView gone = incidents.remove(oldest);
            latest.remove(gone.camera(), oldest);
        }
    }
}
