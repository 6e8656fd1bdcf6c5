package dev.vigil.inference.tensorrt;

import dev.vigil.inference.EngineException;

/** Whether this machine has a GPU that engines can use. */
public final class GpuHere {

    private GpuHere() {
    }

    /** Why there is none; null where there is one. */
    public static String whyNot() {
        try {
            Gpu.find();
            return null;
        } catch (EngineException none) {
            return none.getMessage();
        }
    }
}
