package dev.vigil.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes the detectors that this build watches with, one for each camera or video; all for use by one thread. */
public final class Detectors {

    private final PoseDecoder decoder = new PoseDecoder();

    /** What they judge fights by, for the record: assessments of different ones must not be compared. */
    public String name() {
        return "pose-cues";
    }

    /** @param more judges of this one camera besides that of fights */
    public Detector with(List<Judge> more) {
        return with(UnaryOperator.identity(), more);
    }

    /**
     * @param site fits the judge of fights to the camera's place
     * @param more judges of this one camera besides that one
     */
    public Detector with(UnaryOperator<Judge> site, List<Judge> more) {
        List<Judge> judges = new ArrayList<>();
        judges.add(site.apply(new PoseFightJudge()));
        judges.addAll(more);
        return new SceneDetector(decoder, judges);
    }
}
