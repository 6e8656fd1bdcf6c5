package dev.vigil.replay;

import dev.vigil.detection.Assessment;
import dev.vigil.detection.CrimeType;
import dev.vigil.incident.IncidentEvent;
import dev.vigil.incident.IncidentMachine;
import dev.vigil.incident.IncidentRules;
import dev.vigil.replay.Timeline.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs an incident machine over one video's assessments, with a tick each second as the service gives it. An incident
 * that is open when the video ends stays open: nobody knows how it went on.
 */
final class IncidentRun {

    private static final long SECOND = 1_000_000_000L;

    private final IncidentMachine machine;
    private final long originNanos;
    private final Instant start;
    private final List<Event> events = new ArrayList<>();
    private long nextTick;

    /** @param start wall time of the video's first picture; its nanoseconds of the epoch begin the monotonic time */
    IncidentRun(IncidentRules rules, Instant start) {
        this.machine = new IncidentMachine(rules);
        this.start = start;
        this.originNanos = originNanos(start);
        this.nextTick = originNanos + SECOND;
    }

    static long originNanos(Instant start) {
        return start.toEpochMilli() * 1_000_000;
    }

    /** Takes an assessment as the detector gave it, and says what happened. */
    List<Event> accept(Assessment assessment) {
        int before = events.size();
        while (nextTick < assessment.arrivalNanos()) {
            add(machine.onTick(nextTick, start.plusNanos(nextTick - originNanos)));
            nextTick += SECOND;
        }
        add(machine.onAssessment(assessment));
        return events.subList(before, events.size());
    }

    /** Takes an assessment as it was recorded. */
    void accept(Timeline.Sample sample) {
        long nanos = Math.round(sample.t() * 1e9);
        accept(new Assessment(originNanos + nanos, start.plusMillis(nanos / 1_000_000), sample.confidence(),
                CrimeType.valueOf(sample.type().toUpperCase(Locale.ROOT)), sample.why(), sample.box(),
                Math.round(sample.lag() * 1e9)));
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    double seconds(long arrivalNanos) {
        return (arrivalNanos - originNanos) / 1e9;
    }

    private void add(List<IncidentEvent> happened) {
        for (IncidentEvent event : happened) {
            events.add(recorded(event));
        }
    }

    private Event recorded(IncidentEvent event) {
        if (event instanceof IncidentEvent.Suspected suspected) {
            return caused(Event.SUSPECTED, event.incident(), suspected.cause(), suspected.cause().confidence(),
                    seconds(suspected.startTime()));
        }
        if (event instanceof IncidentEvent.Updated updated) {
            return caused(Event.UPDATED, event.incident(), updated.cause(), updated.cause().confidence(), null);
        }
        if (event instanceof IncidentEvent.Confirmed confirmed) {
            return caused(Event.CONFIRMED, event.incident(), confirmed.cause(), confirmed.confidence(),
                    seconds(confirmed.startTime()));
        }
        IncidentEvent.Cleared cleared = (IncidentEvent.Cleared) event;
        return new Event(seconds(cleared.nanos()), Event.CLEARED, cleared.incident(), null, null, null,
                cleared.reason().words());
    }

    private Event caused(String kind, long incident, Assessment cause, double confidence, Double from) {
        return new Event(seconds(cause.arrivalNanos()), kind, incident, confidence, cause.type().wire(), from,
                cause.why());
    }

    private double seconds(Instant time) {
        return (time.toEpochMilli() - start.toEpochMilli()) / 1e3;
    }
}
