package dev.vigil.inference.tensorrt;

import dev.vigil.inference.EngineException;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.BytePointer;

/** CUDA's answers: every call gives a code, and every code is looked at. */
final class Cuda {

    private Cuda() {
    }

    /**
     * @param what was tried, in words
     * @throws GpuMemoryException when there was no memory left for it
     * @throws EngineException    when it failed otherwise
     */
    static void check(int code, String what) {
        if (code == cudart.cudaSuccess) {
            return;
        }
        // Takes the error away, so that it is not found by the next call, unless it is one that stays.
        cudart.cudaGetLastError();
        String message = what + ": CUDA error " + code + ", " + words(code);
        throw code == cudart.cudaErrorMemoryAllocation ? new GpuMemoryException(message)
                : new EngineException(message);
    }

    static String words(int code) {
        BytePointer text = cudart.cudaGetErrorString(code);
        return text == null ? "unknown" : text.getString();
    }
}
