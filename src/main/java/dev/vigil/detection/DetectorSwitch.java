package dev.vigil.detection;

import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.Outputs;
import dev.vigil.stream.Frame;
import java.util.function.Function;

/**
 * One camera's detector across changes of the model: with the first outputs of another model a fresh detector of that
 * model's goes on. What the one before had gathered is worth nothing to it.
 */
public final class DetectorSwitch implements Detector {

    private static final People NOBODY = new People(0);

    private final Function<ModelBundle, Detector> detectors;
    private ModelBundle model;
    private Detector detector;

    /** @param detectors makes a detector for a model */
    public DetectorSwitch(Function<ModelBundle, Detector> detectors) {
        this.detectors = detectors;
    }

    @Override
    public Assessment assess(Frame frame, Outputs outputs, int index) {
        if (outputs.model() != model) {
            detector = detectors.apply(outputs.model());
            model = outputs.model();
        }
        return detector.assess(frame, outputs, index);
    }

    @Override
    public int peopleInSight() {
        return detector == null ? 0 : detector.peopleInSight();
    }

    @Override
    public People people() {
        return detector == null ? NOBODY : detector.people();
    }

    @Override
    public void reset() {
        if (detector != null) {
            detector.reset();
        }
    }
}
