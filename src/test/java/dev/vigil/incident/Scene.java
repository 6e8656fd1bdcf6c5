package dev.vigil.incident;

import dev.vigil.detection.Assessment;
import dev.vigil.detection.Box;
import dev.vigil.detection.CrimeType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Plays confidences to a machine, so many a second, and keeps what it answered. Time begins at {@link #START}. */
final class Scene {

    static final Instant START = Instant.parse("2026-02-27T14:28:00Z");
    /** An arbitrary monotonic origin near the overflow, as System.nanoTime() may have. */
    private static final long ORIGIN = Long.MAX_VALUE - 3_000_000_000L;

    final IncidentMachine machine;
    final List<IncidentEvent> events = new ArrayList<>();
    private final long stepNanos;
    private long elapsed;
    private Duration wallOffset = Duration.ZERO;
    private CrimeType type = CrimeType.FIGHTING;
    private long lagNanos;

    Scene(IncidentRules rules, double framesPerSecond) {
        machine = new IncidentMachine(rules);
        stepNanos = Math.round(1e9 / framesPerSecond);
    }

    /** Assessments of these confidences, one frame apart. */
    Scene sees(double... confidences) {
        for (double confidence : confidences) {
            events.addAll(machine.onAssessment(assessment(confidence)));
            elapsed += stepNanos;
        }
        return this;
    }

    /** From now on assessments are about this. */
    Scene about(CrimeType crime) {
        type = crime;
        return this;
    }

    /** From now on the judge believes that much late. */
    Scene believesLate(Duration lag) {
        lagNanos = lag.toNanos();
        return this;
    }

    /** That confidence for so long. */
    Scene sees(double confidence, Duration time) {
        for (long end = elapsed + time.toNanos(); elapsed < end;) {
            sees(confidence);
        }
        return this;
    }

    /** No frames for so long, but a tick a second. */
    Scene isBlind(Duration time) {
        long end = elapsed + time.toNanos();
        while (elapsed + 1_000_000_000L <= end) {
            elapsed += 1_000_000_000L;
            events.addAll(machine.onTick(nanos(), wall()));
        }
        elapsed = end;
        return this;
    }

    /** The wall clock jumps; monotonic time does not. */
    Scene clockJumps(Duration by) {
        wallOffset = wallOffset.plus(by);
        return this;
    }

    Scene ends(ClearReason reason) {
        events.addAll(machine.end(reason, nanos(), wall()));
        return this;
    }

    Assessment assessment(double confidence) {
        return new Assessment(nanos(), wall(), confidence, type, "scripted", new Box(0, 0, 1, 1), lagNanos);
    }

    long nanos() {
        return ORIGIN + elapsed;
    }

    Instant wall() {
        return START.plusNanos(elapsed).plus(wallOffset);
    }

    double seconds() {
        return elapsed / 1e9;
    }

    /** The kinds of the events so far, such as "Suspected Confirmed Cleared". */
    String story() {
        return String.join(" ", events.stream().map(event -> event.getClass().getSimpleName()).toList());
    }

    <T extends IncidentEvent> T only(Class<T> kind) {
        List<T> found = events.stream().filter(kind::isInstance).map(kind::cast).toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one " + kind.getSimpleName() + " in: " + story());
        }
        return found.get(0);
    }

    static Instant at(double seconds) {
        return START.plusNanos(Math.round(seconds * 1e9));
    }
}
