package dev.vigil.detection;

import dev.vigil.inference.Engine;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.ModelKind;
import dev.vigil.stream.Frame;
import java.util.List;

/** Runs a model and has a black picture judged, so that what is wrong with it shows before it is used. */
public final class TryOut {

    private TryOut() {
    }

    /**
     * Warms the engine up, too: the first run of each size is a slow one.
     *
     * @throws EngineException with one line, where the model does not run or its outputs cannot be judged
     */
    public static void of(Engine engine) {
        ModelBundle bundle = engine.bundle();
        Detector detector = bundle.kind() == ModelKind.POSE ? new Detectors(bundle).with(List.of())
                : new ClassifierDetector(bundle);
        Frame black = black(bundle);
        engine.run(engine.maxBatch());
        engine.place(0, 0, true, black);
        engine.run(1);
        Assessment assessment;
        try {
            assessment = detector.assess(black, engine.outputs(), 0);
        } catch (IllegalArgumentException | IndexOutOfBoundsException unfit) {
            throw new EngineException("model " + bundle.name() + " gives what cannot be judged: " + unfit.getMessage(),
                    unfit);
        }
        if (!(assessment.confidence() >= 0 && assessment.confidence() <= 100)) {
            throw new EngineException("model " + bundle.name() + " gives no confidence for a black picture ("
                    + assessment.confidence() + "): see whether its outputs are scores of the activation that its"
                    + " bundle names");
        }
    }

    private static Frame black(ModelBundle bundle) {
        Frame black = new Frame(bundle.input());
        black.pictureWidth = bundle.input().width();
        black.pictureHeight = bundle.input().height();
        return black;
    }
}
