package dev.vigil.detection;

import java.util.function.Supplier;

/** Makes the detectors that this build watches with, one for each camera or video; all for use by one thread. */
public final class Detectors implements Supplier<Detector> {

    private final PoseDecoder decoder = new PoseDecoder();

    /** What they judge by, for the record: assessments of different ones must not be compared. */
    public String name() {
        return "pose-cues";
    }

    @Override
    public Detector get() {
        return new PoseFightDetector(decoder);
    }
}
