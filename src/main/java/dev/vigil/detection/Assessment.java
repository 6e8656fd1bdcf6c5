package dev.vigil.detection;

import java.time.Instant;

/**
 * What one frame, and those before it, say of one camera's scene.
 *
 * @param arrivalNanos monotonic arrival time of the frame: what decisions are made on
 * @param frameTime    wall time of the frame: what reports are labelled with
 * @param confidence   0 to 100, from the model's own outputs
 * @param type         the kind of crime the confidence is about
 * @param why          the evidence in a few words, for the log and the console
 * @param box          where, or null when nothing stands out
 * @param lagNanos     how late the judge believes: when its confidence rises, what it saw began about this long ago
 */
public record Assessment(long arrivalNanos, Instant frameTime, double confidence, CrimeType type, String why, Box box,
                         long lagNanos) {

    /** An assessment of a judge that believes at once. */
    public Assessment(long arrivalNanos, Instant frameTime, double confidence, CrimeType type, String why, Box box) {
        this(arrivalNanos, frameTime, confidence, type, why, box, 0);
    }

    /** The same, of another confidence. */
    public Assessment withConfidence(double other) {
        return new Assessment(arrivalNanos, frameTime, other, type, why, box, lagNanos);
    }
}
