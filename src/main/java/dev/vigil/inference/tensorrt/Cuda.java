package dev.vigil.inference.tensorrt;

import dev.vigil.inference.EngineException;
import dev.vigil.inference.EngineLostException;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;

/** CUDA's answers: every call gives a code, and every code is looked at. */
final class Cuda {

    private Cuda() {
    }

    /**
     * @param what was tried, in words
     * @throws GpuMemoryException  when there was no memory left for it
     * @throws EngineLostException when the GPU fails at everything from now on
     * @throws EngineException     when it failed otherwise
     */
    static void check(int code, String what) {
        if (code == cudart.cudaSuccess) {
            return;
        }
        String message = what + ": CUDA error " + code + ", " + words(code);
        // Takes the error away, so that it is not found by the next call, unless it is one that stays.
        cudart.cudaGetLastError();
        if (code == cudart.cudaErrorMemoryAllocation) {
            throw new GpuMemoryException(message);
        }
        throw isLost() ? new EngineLostException(message + "; the GPU is lost to this process")
                : new EngineException(message);
    }

    /** Some errors stay: every later call fails with them, until the process ends. */
    private static boolean isLost() {
        try (SizeTPointer free = new SizeTPointer(1); SizeTPointer total = new SizeTPointer(1)) {
            return cudart.cudaMemGetInfo(free, total) != cudart.cudaSuccess;
        }
    }

    static String words(int code) {
        BytePointer text = cudart.cudaGetErrorString(code);
        return text == null ? "unknown" : text.getString();
    }
}
