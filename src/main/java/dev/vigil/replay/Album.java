package dev.vigil.replay;

import dev.vigil.detection.People;
import dev.vigil.replay.Timeline.Event;
import dev.vigil.replay.Timeline.Sample;
import dev.vigil.stream.Frame;
import dev.vigil.zone.Zone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses the pictures of a video's page: one at each event, one every few seconds, and the
 * one of the highest confidence.
 */
final class Album {

    private static final double LEAST_SECONDS = 2;
    /** About so many pictures between the events: a page of a few megabytes, however long the video is. */
    private static final int IMPRESSIONS = 36;
    private static final int MOST_EVENTS = 200;

    private final double everySeconds;
    private final List<Zone> zones;
    private final List<Snapshot> snapshots = new ArrayList<>();
    private Snapshot highest;
    private double due;
    private int ofEvents;

    /**
     * @param videoSeconds how long the video is said to be, 0 where nothing is said
     * @param zones        to be drawn into every picture
     */
    Album(double videoSeconds, List<Zone> zones) {
        this.zones = zones;
        everySeconds = Math.max(LEAST_SECONDS, videoSeconds / IMPRESSIONS);
    }

    void offer(Sample sample, List<Event> events, Frame frame, People people) {
        boolean event = !events.isEmpty() && ofEvents < MOST_EVENTS;
        boolean rise = highest == null || sample.confidence() > highest.confidence();
        boolean impression = sample.t() >= due;
        if (!event && !rise && !impression) {
            return;
        }
        byte[] jpeg = Sketcher.sketch(frame, people, zones, sample.box());
        if (event || impression) {
            // A file that does not say how long it is gets its pictures ever more sparsely.
            due = sample.t() + Math.max(everySeconds, sample.t() / IMPRESSIONS);
            ofEvents += event ? 1 : 0;
            snapshots.add(snapshot(sample, event ? events.get(events.size() - 1).kind() : "", frame, jpeg));
        }
        if (rise) {
            highest = snapshot(sample, Snapshot.HIGHEST, frame, jpeg);
        }
    }

    private static Snapshot snapshot(Sample sample, String kind, Frame frame, byte[] jpeg) {
        return new Snapshot(sample.t(), kind, sample.confidence(), sample.why(), frame.pictureWidth,
                frame.pictureHeight, jpeg);
    }

    /** In the order of time. */
    List<Snapshot> snapshots() {
        List<Snapshot> all = new ArrayList<>(snapshots);
        if (highest != null && all.stream().noneMatch(one -> one.t() == highest.t() && !one.kind().isEmpty())) {
            all.removeIf(one -> one.t() == highest.t());
            all.add(highest);
        }
        all.sort(Comparator.comparingDouble(Snapshot::t));
        return all;
    }
}
