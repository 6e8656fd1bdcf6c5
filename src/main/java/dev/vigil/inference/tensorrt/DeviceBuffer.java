package dev.vigil.inference.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaFree;
import static org.bytedeco.cuda.global.cudart.cudaMalloc;

import org.bytedeco.javacpp.Pointer;

/** Memory of the GPU. */
final class DeviceBuffer implements AutoCloseable {

    private final Pointer pointer = new Pointer();

    /** @throws GpuMemoryException when it has no room for it */
    DeviceBuffer(long bytes) {
        Cuda.check(cudaMalloc(pointer, bytes), "the GPU has no " + bytes + " bytes for us");
    }

    Pointer pointer() {
        return pointer;
    }

    /** The address of that byte. */
    Pointer at(long offset) {
        return pointer.getPointer(offset);
    }

    @Override
    public void close() {
        Cuda.check(cudaFree(pointer), "GPU memory cannot be freed");
    }
}
