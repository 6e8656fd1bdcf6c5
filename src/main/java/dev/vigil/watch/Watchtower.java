package dev.vigil.watch;

import dev.vigil.camera.AssignmentChange;
import dev.vigil.camera.BrokenCamera;
import dev.vigil.camera.Camera;
import dev.vigil.incident.ClearReason;
import dev.vigil.stream.SpareFrames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/** Holds the watches of all assigned cameras and makes them follow the assignment. */
public final class Watchtower implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Watchtower.class);

    /** So many threads of one camera may hang at once: each keeps its memory. */
    private static final int MOST_LEFT_BEHIND = 3;

    private final WatchTools tools;
    private final SpareFrames spare = new SpareFrames();
    private final Map<Long, CameraWatch> watches = new ConcurrentSkipListMap<>();
    private final List<CameraWatch> leftBehind = new ArrayList<>();
    private final PaceWatch paces = new PaceWatch();
    private final LongAdder replacedReaders = new LongAdder();

    public Watchtower(WatchTools tools) {
        this.tools = tools;
    }

    /**
     * Starts, restarts, renames and stops watches as the change says; the others are not touched. Returns when all of
     * it is done, which takes seconds where a siren or a camera does not answer, however many they are.
     */
    public synchronized void apply(AssignmentChange change) {
        for (BrokenCamera camera : change.broken()) {
            LOG.errorf("camera %d '%s' cannot be watched: %s", camera.id(), camera.name(), camera.message());
        }
        for (BrokenCamera camera : change.kept()) {
            LOG.errorf("camera %d '%s' is watched with its last good credentials: %s", camera.id(), camera.name(),
                    camera.message());
        }
        change.renamed().forEach(this::rename);
        // Starting waits for nobody: threads that would share it out cost more than it does. All are prepared before the
        // first begins, since streams that connect keep the processors from whoever comes after them.
        List<CameraWatch> prepared = new ArrayList<>();
        change.added().forEach(camera -> orTell(() -> prepared.add(prepared(camera))));
        prepared.forEach(watch -> orTell(() -> begin(watch)));
        List<Runnable> tasks = new ArrayList<>();
        change.removed().forEach(camera -> tasks.add(() -> stop(camera.id(), ClearReason.CAMERA_REMOVED)));
        change.changed().forEach(camera -> tasks.add(() -> {
            stop(camera.id(), ClearReason.CAMERA_CHANGED);
            start(camera);
        }));
        allAtOnce(tasks);
    }

    private static void orTell(Runnable change) {
        try {
            change.run();
        } catch (RuntimeException failure) {
            unchanged(failure);
        }
    }

    private static void unchanged(Throwable failure) {
        LOG.error("a camera's watch could not be changed: " + failure.getMessage());
    }

    private CameraWatch prepared(Camera camera) {
        return new CameraWatch(camera, tools, spare);
    }

    private void begin(CameraWatch watch) {
        watch.start();
        watches.put(watch.id(), watch);
        LOG.infof("%s is watched at %s", watch.label(), watch.camera().access().rtsp());
    }

    private void start(Camera camera) {
        begin(prepared(camera));
    }

    private void stop(long id, ClearReason reason) {
        CameraWatch watch = watches.remove(id);
        if (watch != null) {
            watch.close(reason);
            LOG.infof("%s is no longer watched: %s", watch.label(), reason.words());
        }
    }

    /** The readers of all streams, for the watchdog: one that hangs is replaced by watching its camera anew. */
    public List<Watchdog.Part> readers() {
        return watches.values().stream().map(watch -> new Watchdog.Part("the reader of " + watch.label(),
                watch::readerBusyNanos, tools.streams().stuckAfter(), () -> renew(watch))).toList();
    }

    /** Readers that hung and were replaced. */
    public long replacedReaders() {
        return replacedReaders.sum();
    }

    private synchronized boolean renew(CameraWatch stuck) {
        if (watches.get(stuck.id()) != stuck) {
            return true;
        }
        leftBehind.removeIf(CameraWatch::readerEnded);
        if (leftBehind.stream().filter(watch -> watch.id() == stuck.id()).count() >= MOST_LEFT_BEHIND) {
            return false;
        }
        Camera camera = stuck.camera();
        stop(camera.id(), ClearReason.BLIND);
        leftBehind.add(stuck);
        replacedReaders.increment();
        start(camera);
        return true;
    }

    private void rename(Camera camera) {
        CameraWatch watch = watches.get(camera.id());
        if (watch != null) {
            watch.rename(camera);
        }
    }

    /** Each on a thread of its own, since one camera that hangs must not hold up another. */
    private static void allAtOnce(List<Runnable> tasks) {
        if (tasks.isEmpty()) {
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(tasks.size(), 64));
        try {
            for (var done : threads.invokeAll(tasks.stream().map(Executors::callable).toList())) {
                try {
                    done.get();
                } catch (java.util.concurrent.ExecutionException failure) {
                    unchanged(failure.getCause());
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdown();
        }
    }

    /** To be called about once a second. */
    public void tick() {
        watches.values().forEach(CameraWatch::tick);
        paces.look(watches.values());
    }

    /** How often cameras are looked at, in words: all together, then those that are looked at too seldom. */
    public String paceInWords() {
        List<CameraWatch> slow = watches.values().stream().filter(watch -> watch.pace().tooSlow()).toList();
        String all = PaceWatch.summary(watches.values());
        return slow.isEmpty() ? all : "watching too slowly (" + all + "): " + PaceWatch.named(slow);
    }

    /** The watches in the order of their cameras' ids; a live view. */
    public Collection<CameraWatch> watches() {
        return watches.values();
    }

    /** Ids of the cameras that are watched, for the heartbeat. */
    public List<Long> cameraIds() {
        return List.copyOf(watches.keySet());
    }

    /** Closes all watches at once: incidents are closed, sirens silenced, streams closed. */
    @Override
    public synchronized void close() {
        allAtOnce(cameraIds().stream().<Runnable>map(id -> () -> stop(id, ClearReason.SHUTDOWN)).toList());
    }
}
