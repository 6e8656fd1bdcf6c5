package dev.vigil.service;

import dev.vigil.camera.Camera;
import dev.vigil.detection.ClassifierDetector;
import dev.vigil.detection.Detector;
import dev.vigil.detection.Detectors;
import dev.vigil.detection.Judge;
import dev.vigil.detection.TryOut;
import dev.vigil.inference.Engine;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.ModelKind;
import dev.vigil.zone.ZoneJudge;
import dev.vigil.zone.Zones;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Opens a model, warms its engine up and tries it out, so that what is wrong with it shows before it is used. */
final class ModelLoader {

    private static final Logger LOG = Logger.getLogger(ModelLoader.class);

    private final Function<ModelBundle, Supplier<Engine>> engines;
    private final SiteCalibration sites;
    private final Zones zones;

    /** @param engines opens engines for a model, one after the other */
    ModelLoader(Function<ModelBundle, Supplier<Engine>> engines, SiteCalibration sites, Zones zones) {
        this.engines = engines;
        this.sites = sites;
        this.zones = zones;
    }

    /**
     * A model that is ready to take over.
     *
     * @param engine     warm; whoever takes the model closes it
     * @param more       opens further ones, where that one hangs
     * @param provenance names and hashes, for the record
     * @param detectors  makes a camera's detector, without waiting for anything; all for use by one thread
     */
    record Ready(ModelBundle bundle, Engine engine, Supplier<Engine> more, Map<String, Object> provenance,
            Function<Camera, Detector> detectors) {
    }

    /** @throws EngineException with one line, where it cannot be used */
    Ready load(Path folder) {
        ModelBundle bundle = ModelBundle.load(folder);
        Function<Camera, Detector> detectors;
        if (bundle.kind() == ModelKind.POSE) {
            Detectors poses = new Detectors(bundle);
            BiFunction<Camera, Judge, Judge> fitted = sites.of(poses.name());
            detectors = camera -> poses.with(judge -> fitted.apply(camera, judge), ZoneJudge.of(zones.of(camera.id())));
        } else {
            detectors = camera -> new ClassifierDetector(bundle);
            if (!zones.byCamera().isEmpty()) {
                LOG.warnf("model %s sees no people: zones are not judged while it is in use", bundle.name());
            }
        }
        Map<String, Object> provenance = Provenance.of(bundle);
        Supplier<Engine> more = engines.apply(bundle);
        Engine engine = more.get();
        try {
            TryOut.of(engine);
            return new Ready(bundle, engine, more, provenance, detectors);
        } catch (RuntimeException | Error unusable) {
            engine.close();
            throw unusable;
        }
    }
}
