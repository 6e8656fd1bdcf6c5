package dev.vigil.capacity;

import com.sun.management.OperatingSystemMXBean;
import dev.vigil.alarm.LeftOn;
import dev.vigil.alarm.Mutes;
import dev.vigil.alarm.SirenChain;
import dev.vigil.alarm.SirenMemory;
import dev.vigil.alarm.SirenTimings;
import dev.vigil.audit.AuditLog;
import dev.vigil.audit.AuditSeal;
import dev.vigil.detection.ClassifierDetector;
import dev.vigil.detection.Detector;
import dev.vigil.detection.Detectors;
import dev.vigil.incident.IncidentRules;
import dev.vigil.inference.Batcher;
import dev.vigil.inference.BatcherLimits;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.ModelKind;
import dev.vigil.outbox.Delivery;
import dev.vigil.outbox.Outbox;
import dev.vigil.outbox.OutboxBounds;
import dev.vigil.outbox.OutboxListener;
import dev.vigil.rehearsal.video.Recording;
import dev.vigil.stream.VideoSource;
import dev.vigil.time.TimeSource;
import dev.vigil.watch.CameraWatch;
import dev.vigil.watch.Journal;
import dev.vigil.watch.WatchTools;
import dev.vigil.watch.Watchtower;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * So many cameras, watched as the service watches them: streams, batcher, detection, incidents and an outbox that
 * nobody reads. There are no sirens. One trial is one fresh set of rooms.
 */
public final class Trial {

    private static final Duration CONNECT = Duration.ofSeconds(60);
    private static final Duration SETTLE = Duration.ofSeconds(8);
    private static final long STEP_MILLIS = 250;

    private final CapacityPlan plan;
    private final TimeSource time;
    private final Stopwatch stopwatch = new Stopwatch();
    private final OperatingSystemMXBean system =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    public Trial(CapacityPlan plan, TimeSource time) {
        this.plan = plan;
        this.time = time;
    }

    /**
     * Watches so many cameras that show that recording, each from another place of it.
     *
     * @throws IOException where no port or no room on disk is left for the playing cameras
     */
    public Load run(Recording recording, int cameras) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("vigil-capacity");
        try (Site site = new Site(recording, cameras, time); Batcher batcher = new Batcher(plan.engines(), time,
                BatcherLimits.usual()); Outbox outbox = outbox(data); AuditLog audit = audit(data)) {
            LeftOn leftOn = new LeftOn(new SirenMemory(data.resolve("sirens.properties")));
            Supplier<Detector> detectors = detectors(plan.bundle());
            try (leftOn; Watchtower tower = new Watchtower(new WatchTools(batcher,
                    plan.streams(), VideoSource.Transport.TCP, camera -> detectors.get(), IncidentRules.defaults(),
                    (camera, listener) -> new SirenChain(camera.id(), List.of(), Duration.ofSeconds(1), leftOn,
                            listener, time), SirenTimings.DEFAULT, new Mutes(time), outbox, stopwatch,
                    new Journal(audit, IncidentRules.defaults(), Map::of), time))) {
                tower.apply(site.assignment());
                return measure(tower, cameras);
            }
        } finally {
            delete(data);
        }
    }

    private static Supplier<Detector> detectors(ModelBundle bundle) {
        if (bundle.kind() != ModelKind.POSE) {
            return () -> new ClassifierDetector(bundle);
        }
        Detectors poses = new Detectors(bundle);
        return () -> poses.with(List.of());
    }

    private Outbox outbox(Path data) {
        return new Outbox(data.resolve("outbox.db"), OutboxBounds.ofMegabytes(100, 0),
                report -> new Delivery.Delivered(), new OutboxListener() { }, List.of(Duration.ofSeconds(1)), time);
    }

    private AuditLog audit(Path data) {
        return new AuditLog(data.resolve("audit"), AuditSeal.ofNoAccount(), 1, time);
    }

    private Load measure(Watchtower tower, int cameras) throws InterruptedException {
        long deadline = time.nanos() + CONNECT.toNanos();
        while (connected(tower) < cameras && time.nanos() < deadline) {
            pass(tower, Duration.ofMillis(STEP_MILLIS));
        }
        // Whoever is to be calm must have had the time to become it.
        pass(tower, plan.streams().gating().enabled() ? SETTLE.plus(plan.streams().gating().linger()) : SETTLE);
        stopwatch.restart();
        long[] given = given(tower);
        long[] seen = seen(tower);
        long began = time.nanos();
        long cpu = system.getProcessCpuTime();
        int connected = cameras;
        for (Duration left = watched(); !left.isNegative(); left = left.minusSeconds(1)) {
            pass(tower, Duration.ofSeconds(1));
            connected = Math.min(connected, connected(tower));
        }
        double seconds = (time.nanos() - began) / 1e9;
        double cores = (system.getProcessCpuTime() - cpu) / 1e9 / seconds;
        long[] givenNow = given(tower);
        long[] seenNow = seen(tower);
        double allGiven = 0;
        double allSeen = 0;
        int behind = 0;
        for (int i = 0; i < given.length; i++) {
            allGiven += (givenNow[i] - given[i]) / seconds;
            allSeen += (seenNow[i] - seen[i]) / seconds;
            behind += Load.isBehind(givenNow[i] - given[i], seenNow[i] - seen[i]) ? 1 : 0;
        }
        return new Load(cameras, connected, seconds, allGiven, allSeen, behind, stopwatch.percentile(0.5),
                stopwatch.percentile(0.99), cores);
    }

    /** Long enough for two looks at a calm camera: without one it would seem that nothing came. */
    private Duration watched() {
        Duration looks = plan.streams().gating().look().multipliedBy(2);
        return plan.streams().gating().enabled() && looks.compareTo(plan.measured()) > 0 ? looks : plan.measured();
    }

    private static void pass(Watchtower tower, Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
        tower.tick();
    }

    private static int connected(Watchtower tower) {
        return (int) tower.watches().stream().filter(watch -> watch.stream().connected()).count();
    }

    private static long[] given(Watchtower tower) {
        return tower.watches().stream().mapToLong(watch -> watch.lane().given()).toArray();
    }

    private static long[] seen(Watchtower tower) {
        return tower.watches().stream().mapToLong(watch -> watch.lane().inferred()).toArray();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
