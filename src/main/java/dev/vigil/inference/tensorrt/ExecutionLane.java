package dev.vigil.inference.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaMemcpyAsync;
import static org.bytedeco.cuda.global.cudart.cudaMemcpyDeviceToHost;
import static org.bytedeco.cuda.global.cudart.cudaMemcpyHostToDevice;
import static org.bytedeco.cuda.global.cudart.cudaStreamCreateWithFlags;
import static org.bytedeco.cuda.global.cudart.cudaStreamDestroy;
import static org.bytedeco.cuda.global.cudart.cudaStreamNonBlocking;
import static org.bytedeco.cuda.global.cudart.cudaStreamSynchronize;

import dev.vigil.inference.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;

/**
 * One CUDA stream with an execution context and device memory of its own: copies in, runs, copies out, in order. While
 * one lane computes, another copies.
 */
final class ExecutionLane implements AutoCloseable {

    /** Host memory of a tensor, and how many bytes of it belong to one picture. */
    record Port(String name, PinnedBuffer host, long frameBytes) {
    }

    private record Wired(Port port, DeviceBuffer device) {
    }

    private final Handles handles = new Handles();
    private final int capacity;
    private final LongFunction<long[]> inputShape;
    private final CUstream_st stream = new CUstream_st();
    private final IExecutionContext context;
    private final Wired input;
    private final List<Wired> outputs = new ArrayList<>();
    private int bucket;

    /**
     * @param capacity   most items in one run of this lane
     * @param inputShape of so many items
     * @throws GpuMemoryException when the GPU has no room for so many
     */
    ExecutionLane(ICudaEngine engine, int capacity, LongFunction<long[]> inputShape, Port in, List<Port> out) {
        this.capacity = capacity;
        this.inputShape = inputShape;
        try {
            Cuda.check(cudaStreamCreateWithFlags(stream, cudaStreamNonBlocking), "no CUDA stream");
            handles.onClose(() -> Cuda.check(cudaStreamDestroy(stream), "a CUDA stream cannot be ended"));
            context = engine.createExecutionContext();
            if (context == null || context.isNull()) {
                // TensorRT gives no code; not enough memory for its activations is by far the most likely reason.
                throw new GpuMemoryException("TensorRT gives no execution context: "
                        + TensorRtLog.instance().lastError());
            }
            handles.onClose(() -> CppObject.delete(context));
            require(context.setOptimizationProfileAsync(0, stream), "takes no profile");
            input = wire(in);
            for (Port port : out) {
                outputs.add(wire(port));
            }
            Cuda.check(cudaStreamSynchronize(stream), "the context was not made ready");
        } catch (RuntimeException | Error e) {
            handles.close();
            throw e;
        }
    }

    private Wired wire(Port port) {
        DeviceBuffer device = handles.add(new DeviceBuffer(capacity * port.frameBytes()));
        require(context.setTensorAddress(port.name(), device.pointer()), "takes no memory for " + port.name());
        return new Wired(port, device);
    }

    /** Begins a run over pictures {@code first} to {@code first + count - 1}; {@link #await} waits for it. */
    void start(int first, int count) {
        // What lies behind the last picture, in device memory, is computed along and never looked at.
        Cuda.check(cudaMemcpyAsync(input.device().pointer(), input.port().host().at(first * input.port().frameBytes()),
                count * input.port().frameBytes(), cudaMemcpyHostToDevice, stream), "pictures do not get to the GPU");
        compute(count);
        for (Wired output : outputs) {
            Port port = output.port();
            Cuda.check(cudaMemcpyAsync(port.host().at(first * port.frameBytes()), output.device().pointer(),
                    count * port.frameBytes(), cudaMemcpyDeviceToHost, stream), "outputs do not get to the host");
        }
    }

    /** Begins a run over the {@code count} pictures that lie in device memory. */
    void compute(int count) {
        int wanted = BatchProfile.bucket(count, capacity);
        if (wanted != bucket) {
            require(context.setInputShape(input.port().name(), dims(inputShape.apply(wanted))),
                    "takes no batch of " + wanted);
            bucket = wanted;
        }
        require(context.enqueueV3(stream), "does not run a batch of " + count);
    }

    /** Waits until all that was begun is done. */
    void await() {
        Cuda.check(cudaStreamSynchronize(stream), "the GPU failed on a batch");
    }

    private static void require(boolean done, String what) {
        if (!done) {
            throw new EngineException("TensorRT " + what + ": " + TensorRtLog.instance().lastError());
        }
    }

    static Dims64 dims(long... sizes) {
        Dims64 dims = new Dims64();
        dims.nbDims(sizes.length);
        for (int i = 0; i < sizes.length; i++) {
            dims.d(i, sizes[i]);
        }
        return dims;
    }

    /** Waits for what is under way, as CUDA does before it frees memory, and frees everything. */
    @Override
    public void close() {
        handles.close();
    }
}
