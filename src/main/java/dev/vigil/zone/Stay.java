package dev.vigil.zone;

import dev.vigil.detection.Pose;
import dev.vigil.detection.Track;

/**
 * One person's stay in one zone. It begins a margin within the edge and is interrupted a margin without, so that
 * jitter at the edge neither begins nor breaks it; an interruption stops the time and only a longer one ends the stay.
 */
final class Stay {

    /** Out of the zone, or unseen, for longer than this ends a stay. */
    private static final long LONGEST_ABSENCE_NANOS = 3_000_000_000L;
    /** Between two sightings in the zone no more than this counts as spent there. */
    private static final long LONGEST_STEP_NANOS = 1_500_000_000L;

    private final long trackId;
    private boolean inside;
    private long nanos;
    private double scores;
    private int sightings;
    private long lastNanos;
    private long lastInsideNanos;
    private float left;
    private float top;
    private float right;
    private float bottom;

    Stay(Track track) {
        trackId = track.id();
    }

    /** What that stay was so far, now of another track. */
    Stay(Track track, Stay before) {
        trackId = track.id();
        inside = before.inside;
        nanos = before.nanos;
        scores = before.scores;
        sightings = before.sightings;
        lastNanos = before.lastNanos;
        lastInsideNanos = before.lastInsideNanos;
    }

    /** A sighting of the person whose stay it is, newer than the last. */
    void see(Track track, double depth, double margin, long now) {
        Pose pose = track.pose(0);
        boolean wasInside = inside;
        inside = depth >= (wasInside ? -margin : margin);
        if (inside) {
            nanos += wasInside ? Math.min(now - lastNanos, LONGEST_STEP_NANOS) : 0;
            scores += pose.score;
            sightings++;
            lastInsideNanos = now;
        }
        lastNanos = now;
        left = pose.left;
        top = pose.top;
        right = pose.right;
        bottom = pose.bottom;
    }

    boolean isOver(long now) {
        return now - lastInsideNanos > LONGEST_ABSENCE_NANOS;
    }

    boolean isOf(Track track) {
        return trackId == track.id();
    }

    /**
     * Whether that track, which began later, goes on where this one's was lost: within a body length. Nobody appears
     * in the middle of a zone, but the model may lose somebody there for longer than a track lasts.
     */
    boolean isContinuedBy(Track track, long now) {
        Pose pose = track.pose(0);
        double off = Math.hypot(pose.centreX() - (left + right) / 2, pose.centreY() - (top + bottom) / 2);
        return lastNanos != now && track.id() > trackId && off <= pose.size();
    }

    double seconds() {
        return nanos / 1e9;
    }

    /** Mean score of the sightings in the zone. */
    double score() {
        return scores / sightings;
    }

    /** Where the person was seen last, in picture heights. */
    float left() {
        return left;
    }

    float top() {
        return top;
    }

    float right() {
        return right;
    }

    float bottom() {
        return bottom;
    }
}
