package dev.vigil.inference.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaMemcpyAsync;
import static org.bytedeco.cuda.global.cudart.cudaMemcpyDeviceToHost;
import static org.bytedeco.cuda.global.cudart.cudaStreamCreateWithFlags;
import static org.bytedeco.cuda.global.cudart.cudaStreamDestroy;
import static org.bytedeco.cuda.global.cudart.cudaStreamNonBlocking;
import static org.bytedeco.cuda.global.cudart.cudaStreamSynchronize;

import dev.vigil.inference.MotionNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;

/**
 * One CUDA stream with an execution context and device memory of its own: copies in, runs, copies out, in order. While
 * one lane computes, another copies.
 */
final class ExecutionLane implements AutoCloseable {

    /**
     * A tensor's memory.
     *
     * @param host       null for an output that stays on the GPU
     * @param frameBytes how many bytes belong to one picture
     */
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
    private final LaneInput pictures;
    private final List<Wired> outputs = new ArrayList<>();
    private final MotionLane motion;
    private int bucket;

    /**
     * @param capacity   most items in one run of this lane
     * @param inputShape of so many items
     * @param shared     what motion is reckoned with; null where it is not
     * @param places     which pictures lie on the device; null where none ever do
     * @throws GpuMemoryException when the GPU has no room for so many
     */
    ExecutionLane(LoadedEngine engine, int capacity, LongFunction<long[]> inputShape, Port in, List<Port> out,
            DeviceMotion shared, DevicePlaces places) {
        this.capacity = capacity;
        this.inputShape = inputShape;
        try {
            Cuda.check(cudaStreamCreateWithFlags(stream, cudaStreamNonBlocking), "no CUDA stream");
            handles.onClose(() -> Cuda.check(cudaStreamDestroy(stream), "a CUDA stream cannot be ended"));
            context = engine.context(stream, handles);
            input = wire(in);
            pictures = new LaneInput(in.host(), input.device(), in.frameBytes(), places, stream);
            for (Port port : out) {
                outputs.add(wire(port));
            }
            motion = shared == null ? null : new MotionLane(shared, capacity, stream,
                    device(MotionNetwork.LEVELS), device(MotionNetwork.CENTRES), handles);
            Cuda.check(cudaStreamSynchronize(stream), "the context was not made ready");
        } catch (RuntimeException | Error e) {
            handles.close();
            throw e;
        }
    }

    private Wired wire(Port port) {
        DeviceBuffer device = handles.add(new DeviceBuffer(capacity * port.frameBytes()));
        LoadedEngine.require(context.setTensorAddress(port.name(), device.pointer()),
                "takes no memory for " + port.name());
        return new Wired(port, device);
    }

    private DeviceBuffer device(String output) {
        return outputs.stream().filter(wired -> wired.port().name().equals(output)).findFirst().orElseThrow().device();
    }

    /** Begins a run over pictures {@code first} to {@code first + count - 1}; {@link #await} waits for it. */
    void start(int first, int count) {
        // What lies behind the last picture, in device memory, is computed along and never looked at.
        pictures.start(first, count);
        compute(count);
        for (Wired output : outputs) {
            Port port = output.port();
            if (port.host() == null) {
                continue;
            }
            Cuda.check(cudaMemcpyAsync(port.host().at(first * port.frameBytes()), output.device().pointer(),
                    count * port.frameBytes(), cudaMemcpyDeviceToHost, stream), "outputs do not get to the host");
        }
        if (motion != null) {
            motion.start(first, count);
        }
    }

    /** Begins a run over the {@code count} pictures that lie in device memory. */
    void compute(int count) {
        int wanted = BatchProfile.bucket(count, capacity);
        if (wanted != bucket) {
            LoadedEngine.require(context.setInputShape(input.port().name(),
                    LoadedEngine.dims(inputShape.apply(wanted))), "takes no batch of " + wanted);
            bucket = wanted;
        }
        LoadedEngine.require(context.enqueueV3(stream), "does not run a batch of " + count);
    }

    /** Waits until all that was begun is done. */
    void await() {
        Cuda.check(cudaStreamSynchronize(stream), "the GPU failed on a batch");
    }

    /** Waits for what is under way, as CUDA does before it frees memory, and frees everything. */
    @Override
    public void close() {
        handles.close();
    }
}
