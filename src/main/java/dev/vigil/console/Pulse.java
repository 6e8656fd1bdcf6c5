package dev.vigil.console;

import dev.vigil.inference.Batcher;
import dev.vigil.time.TimeSource;
import dev.vigil.watch.CameraWatch;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Takes the pulse once a second: confidences of two minutes, and rates over the last ten seconds. */
final class Pulse {

    private static final int HISTORY = 120;
    private static final int WINDOW = 10;

    /** Counters at one moment. */
    private record Beat(long nanos, long pictures, long looks, long sampled) {

        double perSecond(Beat later, long count) {
            return later.nanos == nanos ? 0 : Math.round(count * 1e10 / (later.nanos - nanos)) / 10.0;
        }
    }

    private static final class Track {
        private final CameraWatch watch;
        private final Deque<Beat> beats = new ArrayDeque<>();
        private final Deque<Double> history = new ArrayDeque<>();

        Track(CameraWatch watch) {
            this.watch = watch;
        }
    }

    private final Batcher batcher;
    private final TimeSource time;
    /** Guarded by this, as all below. */
    private final Map<Long, Track> tracks = new HashMap<>();
    private final Deque<long[]> engine = new ArrayDeque<>();

    Pulse(Batcher batcher, TimeSource time) {
        this.batcher = batcher;
        this.time = time;
    }

    synchronized void beat(Collection<CameraWatch> watches) {
        long now = time.nanos();
        push(engine, new long[] {now, batcher.runNanos()}, WINDOW + 1);
        tracks.keySet().retainAll(watches.stream().map(CameraWatch::id).toList());
        for (CameraWatch watch : watches) {
            Track track = tracks.compute(watch.id(),
                    (id, before) -> before != null && before.watch == watch ? before : renewed(before, watch));
            push(track.beats, new Beat(now, watch.stream().decoded(), watch.lane() == null ? 0
                    : watch.lane().inferred(), watch.lane() == null ? 0 : watch.lane().given()), WINDOW + 1);
            push(track.history, Math.round(watch.confidence() * 10) / 10.0, HISTORY);
        }
    }

    /** The counters of another watch begin anew, the camera's past does not. */
    private static Track renewed(Track before, CameraWatch watch) {
        Track track = new Track(watch);
        if (before != null) {
            track.history.addAll(before.history);
        }
        return track;
    }

    private static <T> void push(Deque<T> recent, T value, int most) {
        recent.addLast(value);
        if (recent.size() > most) {
            recent.removeFirst();
        }
    }

    /** Confidences, oldest first. */
    synchronized List<Double> history(long camera) {
        Track track = tracks.get(camera);
        return track == null ? List.of() : List.copyOf(track.history);
    }

    synchronized double picturesPerSecond(long camera) {
        Track track = tracks.get(camera);
        return track == null || track.beats.isEmpty() ? 0 : track.beats.getFirst().perSecond(track.beats.getLast(),
                track.beats.getLast().pictures - track.beats.getFirst().pictures);
    }

    synchronized double looksPerSecond(long camera) {
        Track track = tracks.get(camera);
        return track == null || track.beats.isEmpty() ? 0 : track.beats.getFirst().perSecond(track.beats.getLast(),
                track.beats.getLast().looks - track.beats.getFirst().looks);
    }

    synchronized double looksPerSecond() {
        return Math.round(tracks.keySet().stream().mapToDouble(this::looksPerSecond).sum() * 10) / 10.0;
    }

    /** Share of the time in which the engine ran, 0 to 1. */
    synchronized double busy() {
        if (engine.size() < 2) {
            return 0;
        }
        long[] first = engine.getFirst();
        long[] last = engine.getLast();
        return round(Math.min(1, (last[1] - first[1]) / (double) Math.max(1, last[0] - first[0])));
    }

    /** Share of the sampled pictures that the model did not see, 0 to 1. */
    synchronized double missed() {
        long sampled = spans().mapToLong(ends -> ends[1].sampled - ends[0].sampled).sum();
        long looks = spans().mapToLong(ends -> ends[1].looks - ends[0].looks).sum();
        // One picture of each camera may be on its way.
        return sampled - looks <= tracks.size() || sampled == 0 ? 0 : round((sampled - looks) / (double) sampled);
    }

    private Stream<Beat[]> spans() {
        return tracks.values().stream().filter(track -> !track.beats.isEmpty())
                .map(track -> new Beat[] {track.beats.getFirst(), track.beats.getLast()});
    }

    private static double round(double share) {
        return Math.round(share * 1000) / 1000.0;
    }
}
