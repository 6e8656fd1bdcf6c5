package dev.vigil.inference.tensorrt;

import dev.vigil.inference.EngineException;

/** TensorRT cannot be used on this machine; the message is one line: what is missing, and how to get it. */
public final class GpuMissingException extends EngineException {

    GpuMissingException(String missing, String remedy) {
        super(missing + ": " + remedy);
    }
}
