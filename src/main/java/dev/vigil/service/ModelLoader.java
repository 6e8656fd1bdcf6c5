package dev.vigil.service;

import dev.vigil.camera.Camera;
import dev.vigil.detection.Assessment;
import dev.vigil.detection.ClassifierDetector;
import dev.vigil.detection.Detector;
import dev.vigil.detection.Detectors;
import dev.vigil.detection.Judge;
import dev.vigil.inference.Engine;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.ModelKind;
import dev.vigil.stream.Frame;
import dev.vigil.zone.ZoneJudge;
import dev.vigil.zone.Zones;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Opens a model, warms its engine up and has it judge a picture, so that what is wrong with it shows before it is used. */
final class ModelLoader {

    private static final Logger LOG = Logger.getLogger(ModelLoader.class);

    private final Function<ModelBundle, Engine> engines;
    private final int batch;
    private final SiteCalibration sites;
    private final Zones zones;

    /**
     * @param engines opens an engine for a model
     * @param batch   the largest batch that will be run
     */
    ModelLoader(Function<ModelBundle, Engine> engines, int batch, SiteCalibration sites, Zones zones) {
        this.engines = engines;
        this.batch = batch;
        this.sites = sites;
        this.zones = zones;
    }

    /**
     * A model that is ready to take over.
     *
     * @param engine    warm; whoever takes the model closes it
     * @param detectors makes a camera's detector, without waiting for anything; all for use by one thread
     */
    record Ready(ModelBundle bundle, Engine engine, Function<Camera, Detector> detectors) {
    }

    /** Opens another engine of a model that was loaded before. */
    Engine open(ModelBundle bundle) {
        return engines.apply(bundle);
    }

    /** @throws EngineException with one line, where it cannot be used */
    Ready load(Path folder) {
        ModelBundle bundle = ModelBundle.load(folder);
        Function<Camera, Detector> detectors;
        Detector trial;
        if (bundle.kind() == ModelKind.POSE) {
            Detectors poses = new Detectors(bundle);
            BiFunction<Camera, Judge, Judge> fitted = sites.of(poses.name());
            detectors = camera -> poses.with(judge -> fitted.apply(camera, judge), ZoneJudge.of(zones.of(camera.id())));
            trial = new Detectors(bundle).with(List.of());
        } else {
            detectors = camera -> new ClassifierDetector(bundle);
            trial = new ClassifierDetector(bundle);
            if (!zones.byCamera().isEmpty()) {
                LOG.warnf("model %s sees no people: zones are not judged while it is in use", bundle.name());
            }
        }
        Engine engine = engines.apply(bundle);
        try {
            tryOut(engine, trial);
            return new Ready(bundle, engine, detectors);
        } catch (RuntimeException | Error unusable) {
            engine.close();
            throw unusable;
        }
    }

    /** Runs over black pictures, one and then as many as it will be given: the first run of each size is a slow one. */
    private void tryOut(Engine engine, Detector trial) {
        engine.run(batch);
        engine.run(1);
        Frame black = new Frame(engine.bundle().input());
        black.pictureWidth = black.size().width();
        black.pictureHeight = black.size().height();
        Assessment assessment;
        try {
            assessment = trial.assess(black, engine.outputs(), 0);
        } catch (EngineException told) {
            throw told;
        } catch (RuntimeException unfit) {
            throw new EngineException("model " + engine.bundle().name() + " gives what cannot be judged: "
                    + unfit.getMessage(), unfit);
        }
        if (!(assessment.confidence() >= 0 && assessment.confidence() <= 100)) {
            throw new EngineException("model " + engine.bundle().name() + " gives no confidence for a black picture ("
                    + assessment.confidence() + "): see whether its outputs are scores of the activation that its"
                    + " bundle names");
        }
    }
}
