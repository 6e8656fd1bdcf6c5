package dev.vigil.console;

import dev.vigil.file.Jpeg;
import dev.vigil.time.TimeSource;
import dev.vigil.watch.CameraWatch;
import dev.vigil.watch.Snapshot;
import dev.vigil.zone.Zone;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;

/**
 * Pictures for those who look: made when asked for, at most some a second of each camera however many look, and
 * forgotten when nobody has looked for a minute. The asking thread makes the JPEG.
 */
final class PictureDesk {

    private static final Duration FRESH = Duration.ofMillis(400);
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);

    private record Picture(SceneView scene, byte[] jpeg, long madeNanos) {
    }

    /** One camera's two newest pictures. Guarded by itself. */
    private static final class Shelf {
        private Picture newest;
        private Picture before;
        private long number;
        private long lookedNanos;
    }

    private final LongFunction<List<Zone>> zones;
    private final TimeSource time;
    private final Map<Long, Shelf> shelves = new ConcurrentHashMap<>();

    /** @param zones those of a camera */
    PictureDesk(LongFunction<List<Zone>> zones, TimeSource time) {
        this.zones = zones;
        this.time = time;
    }

    /** The newest scene: the next one that the model sees, or the last one where none comes soon, if there is one. */
    Optional<SceneView> scene(CameraWatch watch) {
        Shelf shelf = shelves.computeIfAbsent(watch.id(), id -> new Shelf());
        synchronized (shelf) {
            shelf.lookedNanos = time.nanos();
            if (shelf.newest != null && time.nanos() - shelf.newest.madeNanos() < FRESH.toNanos()) {
                return Optional.of(shelf.newest.scene());
            }
        }
        Optional<Snapshot> next = watch.blindBecause().isPresent() ? Optional.empty() : next(watch);
        synchronized (shelf) {
            next.ifPresent(snapshot -> put(shelf, watch.id(), snapshot));
            return Optional.ofNullable(shelf.newest).map(Picture::scene);
        }
    }

    private static Optional<Snapshot> next(CameraWatch watch) {
        try {
            return Optional.of(watch.nextSnapshot().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException none) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Those who waited for the same frame bring the same snapshot. */
    private void put(Shelf shelf, long camera, Snapshot snapshot) {
        if (shelf.newest != null && shelf.newest.scene().time().equals(snapshot.frameTime())) {
            return;
        }
        shelf.before = shelf.newest;
        shelf.newest = new Picture(scene(++shelf.number, camera, snapshot),
                Jpeg.of(snapshot.rgb(), snapshot.width(), snapshot.height()), time.nanos());
    }

    private SceneView scene(long number, long camera, Snapshot snapshot) {
        return new SceneView(number, snapshot.frameTime(), snapshot.width(), snapshot.height(),
                Math.round(snapshot.assessment().confidence() * 10) / 10.0, snapshot.assessment().why(),
                snapshot.assessment().box(),
                snapshot.people().stream().map(seen -> new SceneView.PersonView(seen.score(), seen.keypoints()))
                        .toList(),
                zones.apply(camera).stream().map(zone -> ZoneView.of(zone, snapshot.frameTime())).toList());
    }

    /** The JPEG of a scene that was told a moment ago. */
    Optional<byte[]> picture(long camera, long number) {
        Shelf shelf = shelves.get(camera);
        if (shelf == null) {
            return Optional.empty();
        }
        synchronized (shelf) {
            if (shelf.newest != null && shelf.newest.scene().picture() == number) {
                return Optional.of(shelf.newest.jpeg());
            }
            return Optional.ofNullable(shelf.before).filter(older -> older.scene().picture() == number)
                    .map(Picture::jpeg);
        }
    }

    /** To be called every so often: lets go of what nobody looks at. */
    void forget() {
        shelves.values().removeIf(shelf -> {
            synchronized (shelf) {
                return time.nanos() - shelf.lookedNanos > FORGOTTEN.toNanos();
            }
        });
    }
}
