package dev.vigil.service;

import dev.vigil.audit.AuditEntry;
import dev.vigil.audit.AuditLog;
import dev.vigil.camera.Camera;
import dev.vigil.detection.Detector;
import dev.vigil.detection.DetectorSwitch;
import dev.vigil.inference.Batcher;
import dev.vigil.inference.BatcherLimits;
import dev.vigil.inference.Engine;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.ModelBundle;
import dev.vigil.service.ModelLoader.Ready;
import dev.vigil.telemetry.Meters;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The model in use, and the one that takes its place when its folder changes: that one is loaded, warmed up and tried
 * out beside it, and then goes on between two batches. One that is no good is refused in one line, and everything
 * stays as it is until the folder changes again. Open incidents stay open; what detectors had gathered begins anew.
 */
final class Models {

    private static final Logger LOG = Logger.getLogger(Models.class);

    private final Path folder;
    private final ModelLoader loader;
    private final Meters meters;
    private final AuditLog audit;
    private final TimeSource time;
    private final Batcher batcher;
    /** Those in use, and for a moment those that take over. */
    private final Map<ModelBundle, Ready> ready = new ConcurrentHashMap<>();
    private final AtomicReference<String> refusal = new AtomicReference<>();

    /** What was decided about, whatever came of it. */
    private FolderState settled;
    private String content;
    /** How it was found at the last look, where that is something new. */
    private FolderState changing;
    private boolean outOfSight;

    /**
     * Loads the first model.
     *
     * @throws EngineException with one line, where it cannot be used
     */
    Models(Path folder, ModelLoader loader, BatcherLimits limits, Meters meters, AuditLog audit,
            TimeSource time) {
        this.folder = folder;
        this.loader = loader;
        this.meters = meters;
        this.audit = audit;
        this.time = time;
        try {
            settled = FolderState.of(folder);
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
        Ready first = loader.load(folder);
        try {
            content = settled.content(first.bundle());
        } catch (IOException unreadable) {
            first.engine().close();
            throw unreadable(unreadable);
        }
        ready.put(first.bundle(), first);
        batcher = new Batcher(engines(first), time, limits);
        LOG.infof("model %s on %s", first.bundle().words(), batcher.engineName());
    }

    private EngineException unreadable(IOException why) {
        return new EngineException("the model bundle in " + folder.toAbsolutePath() + " cannot be read: " + why);
    }

    /** First the engine that is open already, then others of the same model. */
    private Supplier<Engine> engines(Ready ready) {
        AtomicReference<Engine> open = new AtomicReference<>(ready.engine());
        return () -> {
            Engine first = open.getAndSet(null);
            return first != null ? first : ready.more().get();
        };
    }

    /** What runs the model in use; whoever closes it must not {@link #look} any more. */
    Batcher batcher() {
        return batcher;
    }

    /** A camera's detector, whatever model is in use. */
    Detector detector(Camera camera) {
        return new DetectorSwitch(model -> ready.get(model).detectors().apply(camera));
    }

    /** Names and hashes of the model in use. */
    Map<String, Object> provenance() {
        Ready inUse;
        do {
            // One that is exchanged at this very moment may be gone already.
            inUse = ready.get(batcher.bundle());
        } while (inUse == null);
        return inUse.provenance();
    }

    /** The model in use, in words. */
    String told() {
        ModelBundle model = batcher.bundle();
        return model.words() + ", " + model.sha256().substring(0, 12);
    }

    /** Why what lies in the folder now is not used; empty while it is. */
    Optional<String> refusal() {
        return Optional.ofNullable(refusal.get());
    }

    /** To be called every few seconds: has a model take over that lies in the folder since. May take minutes. */
    synchronized void look() {
        FolderState found;
        try {
            found = FolderState.of(folder);
            outOfSight = false;
        } catch (IOException unreadable) {
            if (!outOfSight) {
                LOG.warnf("the model bundle in %s cannot be looked at, the model in use goes on: %s", folder, unreadable);
            }
            outOfSight = true;
            return;
        }
        if (found.equals(settled)) {
            changing = null;
        } else if (!found.equals(changing)) {
            // Somebody may still be copying.
            changing = found;
        } else {
            settle(found);
        }
    }

    private void settle(FolderState found) {
        changing = null;
        try {
            String foundContent = found.content();
            if (!foundContent.equals(content)) {
                Ready ready = loader.load(folder);
                if (!FolderState.of(folder).equals(found)) {
                    ready.engine().close();
                    return;
                }
                takeOver(ready);
            }
            content = foundContent;
            refusal.set(null);
        } catch (IOException | EngineException | IllegalArgumentException | OutOfMemoryError unusable) {
            refuse(unusable);
        }
        settled = found;
    }

    private void takeOver(Ready next) {
        ModelBundle before = batcher.bundle();
        ready.put(next.bundle(), next);
        long began = time.nanos();
        boolean tookOver = false;
        try {
            tookOver = batcher.exchange(next.engine(), next.more());
        } finally {
            ready.remove(tookOver ? before : next.bundle());
        }
        if (tookOver) {
            meters.model(true);
            audit.record(AuditEntry.of("model.exchanged").with("model", next.provenance())
                    .with("engine", batcher.engineName()));
            LOG.infof("model %s takes over from %s on %s, after %d ms; incidents stay open, judging begins anew",
                    next.bundle().words(), before.words(), batcher.engineName(),
                    Duration.ofNanos(time.nanos() - began).toMillis());
        }
    }

    private void refuse(Throwable unusable) {
        refusal.set(String.valueOf(unusable.getMessage()).lines().findFirst().orElse("no reason"));
        meters.model(false);
        LOG.errorf("the model in %s is refused and %s goes on: %s", folder, batcher.bundle().name(), refusal.get());
    }
}
