package dev.vigil.inference;

import dev.vigil.stream.Frame;

/** Takes what the model saw in one camera's frame. Called on the batcher's thread: be quick, do not block. */
@FunctionalInterface
public interface FrameHandler {

    /** Frame {@code index} of the batch belongs to this camera; frame and outputs are only good during the call. */
    void onOutputs(Frame frame, Outputs outputs, int index);
}
