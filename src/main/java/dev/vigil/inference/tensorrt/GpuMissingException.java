package dev.vigil.inference.tensorrt;

import dev.vigil.inference.EngineException;

/** TensorRT cannot be used on this machine; the message is one line: what is missing, and how to get it. */
public final class GpuMissingException extends EngineException {

    private static final long serialVersionUID = 1;

    private final String missing;
    private final String remedy;

    GpuMissingException(String missing, String remedy) {
        super(missing + ": " + remedy);
        this.missing = missing;
        this.remedy = remedy;
    }

    /** What is missing. */
    public String missing() {
        return missing;
    }

    /** How to get it. */
    public String remedy() {
        return remedy;
    }
}
