package dev.vigil.inference.tensorrt;

import dev.vigil.inference.EngineException;

/** The GPU has no memory left for what was asked; with smaller batches it may have. */
final class GpuMemoryException extends EngineException {

    GpuMemoryException(String message) {
        super(message);
    }
}
