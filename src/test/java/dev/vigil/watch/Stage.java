package dev.vigil.watch;

import dev.vigil.alarm.LeftOn;
import dev.vigil.alarm.Mutes;
import dev.vigil.alarm.Siren;
import dev.vigil.alarm.SirenChain;
import dev.vigil.alarm.SirenListener;
import dev.vigil.alarm.SirenMemory;
import dev.vigil.alarm.SirenTimings;
import dev.vigil.audit.AuditLog;
import dev.vigil.audit.Logs;
import dev.vigil.camera.AssignmentChange;
import dev.vigil.camera.Camera;
import dev.vigil.camera.CameraAccess;
import dev.vigil.camera.RtspAddress;
import dev.vigil.detection.Detector;
import dev.vigil.detection.Detectors;
import dev.vigil.incident.IncidentRules;
import dev.vigil.inference.Batcher;
import dev.vigil.inference.BatcherLimits;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.outbox.Delivery;
import dev.vigil.outbox.Outbox;
import dev.vigil.outbox.OutboxBounds;
import dev.vigil.outbox.OutboxListener;
import dev.vigil.outbox.Report;
import dev.vigil.stream.StreamSettings;
import dev.vigil.stream.VideoSource;
import dev.vigil.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;

/** All rooms between cameras and a back end as the service builds them, the real model among them. */
final class Stage implements AutoCloseable {

    /** What was reported, in the order of its delivery. */
    final List<Report> reports = new CopyOnWriteArrayList<>();
    final Batcher batcher;
    final Watchtower tower;
    final Outbox outbox;
    final AuditLog audit;

    Stage(Path data, StreamSettings streams, BiFunction<Camera, Detector, Detector> detector,
            Function<Camera, List<Siren>> ways, TimeSource time) {
        this(data, streams, detector, ways, new WatchObserver() { }, time);
    }

    Stage(Path data, StreamSettings streams, BiFunction<Camera, Detector, Detector> detector,
            Function<Camera, List<Siren>> ways, WatchObserver observer, TimeSource time) {
        this(data, ModelBundle.load(Path.of("models/movenet-multipose")), streams, of(detector), ways, observer, time);
    }

    /** With another model, and detectors of its own. */
    Stage(Path data, ModelBundle bundle, StreamSettings streams,
            Function<ModelBundle, Function<Camera, Detector>> detectors, Function<Camera, List<Siren>> ways,
            WatchObserver observer, TimeSource time) {
        batcher = new Batcher(() -> new OnnxEngine(bundle, 4, 2), time,
                new BatcherLimits(4, Duration.ofMillis(5), Duration.ofSeconds(5)));
        outbox = new Outbox(data.resolve("outbox.db"), OutboxBounds.ofMegabytes(100, 0), report -> {
            reports.add(report);
            return new Delivery.Delivered();
        }, new OutboxListener() { }, List.of(Duration.ofMillis(100)), time);
        audit = Logs.open(data.resolve("audit"), time);
        LeftOn leftOn = new LeftOn(new SirenMemory(data.resolve("sirens.properties")));
        BiFunction<Camera, SirenListener, SirenChain> sirens = (camera, listener) -> new SirenChain(camera.id(),
                ways.apply(camera), Duration.ofSeconds(2), leftOn, listener, time);
        tower = new Watchtower(new WatchTools(batcher, streams, VideoSource.Transport.TCP,
                detectors.apply(bundle), IncidentRules.defaults(), sirens,
                SirenTimings.DEFAULT, new Mutes(time), outbox, observer,
                new Journal(audit, IncidentRules.defaults(), () -> Map.of("sha256", bundle.sha256())), time));
    }

    private static Function<ModelBundle, Function<Camera, Detector>> of(
            BiFunction<Camera, Detector, Detector> detector) {
        return bundle -> {
            Detectors poses = new Detectors(bundle);
            return camera -> detector.apply(camera, poses.with(List.of()));
        };
    }

    static Camera camera(long id, String host, int port, String path, String user, String password) {
        return new Camera(id, "Camera " + id, null, null, "none", null, new CameraAccess(
                new RtspAddress(host, port, path, user, password), host, user, password, port, port));
    }

    /** Begins to watch these, too. */
    void watch(List<Camera> added) {
        tower.apply(new AssignmentChange(null, added, List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of()));
    }

    CameraWatch watch(long id) {
        return tower.watches().stream().filter(watch -> watch.id() == id).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        tower.close();
        outbox.close();
        batcher.close();
        audit.close();
    }
}
