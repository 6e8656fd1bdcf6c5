package dev.vigil.alarm;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What is wished of one siren, by its camera's incident and by people: an incident or a test makes it sound, unless it
 * is hushed for the rest of the incident or muted for a time. Times are monotonic nanoseconds.
 */
final class SirenWish {

    private final BooleanSupplier muted;
    private boolean incident;
    private boolean hushed;
    private boolean testing;
    private long testEndNanos;

    /** @param muted whether a person wants it silent now, whatever happens */
    SirenWish(BooleanSupplier muted) {
        this.muted = muted;
    }

    /** False when one lasts already. */
    synchronized boolean incidentBegins() {
        boolean begins = !incident;
        incident = true;
        return begins;
    }

    /** False when none lasted. The next one is not hushed any more. */
    synchronized boolean incidentEnds() {
        boolean ends = incident;
        incident = false;
        hushed = false;
        return ends;
    }

    /** Silence for the rest of this incident, and the end of a test; false when neither lasts. */
    synchronized boolean hush(long now) {
        boolean lasts = incident && !hushed || tested(now);
        hushed = incident;
        testing = false;
        return lasts;
    }

    synchronized boolean hushed() {
        return hushed;
    }

    /** Nothing happens, and false, while it is muted. */
    synchronized boolean test(long endNanos) {
        testing = !muted.getAsBoolean();
        testEndNanos = endNanos;
        return testing;
    }

    synchronized boolean tested(long now) {
        return testing && now - testEndNanos < 0;
    }

    synchronized boolean sounds(long now) {
        return !muted.getAsBoolean() && (incident && !hushed || tested(now));
    }

    /** For how long it is wished at most, as far as that is known. */
    synchronized Duration longest(long now, Duration otherwise) {
        return (!incident || hushed) && tested(now) ? Duration.ofNanos(testEndNanos - now) : otherwise;
    }

    /** Nothing is wished any more. */
    synchronized void end() {
        incident = false;
        testing = false;
    }
}
