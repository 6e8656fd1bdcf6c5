package dev.vigil.inference.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaHostRegister;
import static org.bytedeco.cuda.global.cudart.cudaHostRegisterDefault;
import static org.bytedeco.cuda.global.cudart.cudaHostUnregister;

import dev.vigil.inference.EngineException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Host memory that the GPU copies from and to by itself while both compute. It is Java's own memory, held in place for
 * the GPU: whoever still has the buffer after {@link #close} reads old numbers, and does not crash the process.
 */
final class PinnedBuffer implements AutoCloseable {

    private static final int PAGE = 4096;

    private final ByteBuffer pages;
    private final ByteBuffer buffer;
    private final BytePointer start;

    PinnedBuffer(long bytes) {
        long whole = (bytes + PAGE - 1) / PAGE * PAGE;
        if (whole + PAGE > Integer.MAX_VALUE) {
            throw new EngineException("a batch needs more than 2 GiB in one piece: choose a smaller one");
        }
        // Pages of its own: two registrations must not share one.
        pages = ByteBuffer.allocateDirect((int) whole + PAGE).alignedSlice(PAGE).slice(0, (int) whole);
        buffer = pages.slice(0, (int) bytes).order(ByteOrder.nativeOrder());
        start = new BytePointer(pages);
        Cuda.check(cudaHostRegister(start, whole, cudaHostRegisterDefault), "host memory cannot be pinned");
    }

    ByteBuffer buffer() {
        return buffer;
    }

    /** The address of that byte. */
    Pointer at(long offset) {
        return start.getPointer(offset);
    }

    @Override
    public void close() {
        Cuda.check(cudaHostUnregister(start), "host memory cannot be unpinned");
    }
}
