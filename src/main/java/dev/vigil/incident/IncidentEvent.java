package dev.vigil.incident;

import dev.vigil.detection.Assessment;
import dev.vigil.detection.CrimeType;
import java.time.Instant;

/**
 * What happens in an incident's life, always in this order: suspected, updated any number of times, confirmed at most
 * once, updated any number of times, cleared; after the confirmation a graver crime may be confirmed too. Instants are
 * labels (frame times); decisions were made on monotonic time.
 */
public sealed interface IncidentEvent {

    /** Counts this camera's incidents from 1. */
    long incident();

    /**
     * Sound the siren and send an alert.
     *
     * @param startTime when the suspicious activity began, see {@link IncidentRules#onsetLevel()}
     * @param cause     the assessment that rose above the alert threshold
     */
    record Suspected(long incident, Instant startTime, Assessment cause) implements IncidentEvent {
    }

    /** Send another alert: the confidence moved by {@link IncidentRules#updateStep()} since the last one. */
    record Updated(long incident, Assessment cause) implements IncidentEvent {
    }

    /**
     * Report the crime.
     *
     * @param type       what most of the confidence of that time was about
     * @param confidence mean over the time in which it was sustained: what was confirmed, not its luckiest frame
     * @param startTime  as in {@link Suspected}; of a graver crime that took over, when that one's sustained time began
     * @param endTime    when the crime was confirmed; as long after startTime as it really took, even when the wall
     *                   clock was set in between: then both are by the clock as it was set
     * @param cause      the assessment that completed the sustained time
     */
    record Confirmed(long incident, CrimeType type, double confidence, Instant startTime, Instant endTime,
                     Assessment cause) implements IncidentEvent {
    }

    /**
     * Silence the siren and send the stop.
     *
     * @param confirmed whether a crime was reported in this incident
     * @param nanos     monotonic time of the decision
     * @param time      its wall time
     */
    record Cleared(long incident, ClearReason reason, boolean confirmed, long nanos, Instant time)
            implements IncidentEvent {
    }
}
