package dev.vigil.inference.tensorrt;

import dev.vigil.inference.EngineException;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.SizeTPointer;

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

    /** How much of the GPU's memory is taken, by this process and others. */
    public static long takenBytes() {
        try (SizeTPointer free = new SizeTPointer(1); SizeTPointer total = new SizeTPointer(1)) {
            Cuda.check(cudart.cudaMemGetInfo(free, total), "the GPU's memory cannot be asked");
            return total.get() - free.get();
        }
    }
}
