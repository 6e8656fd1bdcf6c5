package dev.vigil.zone;

import dev.vigil.detection.Box;
import dev.vigil.detection.PersonTracker;
import dev.vigil.detection.Pose;
import dev.vigil.detection.Scene;
import dev.vigil.detection.Track;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Watches one zone: who stays there, and what the longest or surest stay is worth. Allocates only when one begins. */
final class ZoneWatch {

    /** How far within the edge a stay begins, in body lengths: about a hand's breadth more than feet jitter. */
    private static final double MARGIN = 0.1;
    private static final int LEFT_ANKLE = 15;
    private static final int RIGHT_ANKLE = 16;
    private static final long MILLIS_PER_MINUTE = 60_000;

    private final Zone zone;
    private final List<Stay> stays = new ArrayList<>();
    private long minute = Long.MIN_VALUE;
    private boolean inForce;
    private double confidence;
    private Stay foremost;
    private float aspect;

    ZoneWatch(Zone zone) {
        this.zone = zone;
    }

    void look(Scene scene) {
        aspect = scene.people().aspect();
        if (!inForce(scene.frameTime())) {
            reset();
            return;
        }
        PersonTracker tracks = scene.tracks();
        for (int t = 0; t < tracks.count(); t++) {
            Track track = tracks.get(t);
            if (track.sure() && track.lastSeenNanos() == scene.arrivalNanos()) {
                follow(track, scene.arrivalNanos());
            }
        }
        weigh(scene.arrivalNanos());
    }

    /** A schedule is told to the minute, so it is looked up once a minute. */
    private boolean inForce(Instant moment) {
        long now = Math.floorDiv(moment.toEpochMilli(), MILLIS_PER_MINUTE);
        if (now != minute) {
            minute = now;
            inForce = zone.when().covers(moment);
        }
        return inForce;
    }

    private void follow(Track track, long now) {
        Pose pose = track.pose(0);
        boolean onFeet = pose.sure(LEFT_ANKLE) && pose.sure(RIGHT_ANKLE);
        double x = onFeet ? (pose.x[LEFT_ANKLE] + pose.x[RIGHT_ANKLE]) / 2 : pose.centreX();
        double y = onFeet ? (pose.y[LEFT_ANKLE] + pose.y[RIGHT_ANKLE]) / 2 : pose.bottom;
        double depth = zone.polygon().depth(x / aspect, y, aspect);
        double margin = Math.min(MARGIN * pose.size(), zone.polygon().thickness(aspect) / 2);
        Stay stay = stayOf(track);
        if (stay == null && depth >= margin) {
            stay = begin(track, now);
        }
        if (stay != null) {
            stay.see(track, depth, margin, now);
        }
    }

    private Stay stayOf(Track track) {
        for (int i = 0; i < stays.size(); i++) {
            if (stays.get(i).isOf(track)) {
                return stays.get(i);
            }
        }
        return null;
    }

    private Stay begin(Track track, long now) {
        Stay stay = new Stay(track);
        for (Stay lost : stays) {
            if (lost.isContinuedBy(track, now)) {
                stay = new Stay(track, lost);
            }
        }
        stays.add(stay);
        return stay;
    }

    private void weigh(long now) {
        confidence = 0;
        foremost = null;
        for (int i = stays.size() - 1; i >= 0; i--) {
            Stay stay = stays.get(i);
            if (stay.isOver(now)) {
                stays.remove(i);
                continue;
            }
            double worth = zone.kind() == Zone.Kind.RESTRICTED
                    ? ZoneEvidence.trespassing(stay.seconds(), stay.score())
                    : ZoneEvidence.loitering(stay.seconds(), zone.after().toMillis() / 1000.0, stay.score());
            if (worth > confidence) {
                confidence = worth;
                foremost = stay;
            }
        }
    }

    void reset() {
        stays.clear();
        confidence = 0;
        foremost = null;
    }

    Zone zone() {
        return zone;
    }

    /** Of the last look, 0 to 100. */
    double confidence() {
        return confidence;
    }

    /** The evidence in words; only where there is some. */
    String why() {
        return String.format(Locale.ROOT, "somebody in %s zone '%s' for %.1f s",
                zone.kind().name().toLowerCase(Locale.ROOT), zone.name(), foremost.seconds());
    }

    /** Where; only where there is some evidence. */
    Box box() {
        return new Box(foremost.left() / aspect, foremost.top(), foremost.right() / aspect, foremost.bottom());
    }
}
