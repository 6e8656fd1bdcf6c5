package dev.vigil.detection;

import dev.vigil.inference.Outputs;
import dev.vigil.stream.Frame;

/** Watches one camera's frames and says how much they look like a crime. Keeps that camera's recent past. */
public interface Detector {

    /** Assesses frame {@code index} of the batch, which must be newer than the one before. */
    Assessment assess(Frame frame, Outputs outputs, int index);

    /** People that the model is sure of and that are in sight, as of the frame assessed last. */
    default int peopleInSight() {
        return 0;
    }

    /** The people of the frame assessed last, as the judges saw them; good until the next one. */
    People people();

    /** Forgets the past, after a gap in the stream. */
    void reset();
}
