package dev.vigil.inference.tensorrt;

import static org.bytedeco.tensorrt.global.nvinfer.createInferRuntime;

import dev.vigil.inference.Engine;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.Outputs;
import dev.vigil.inference.Tensor;
import dev.vigil.inference.TensorTable;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tensorrt.global.nvinfer.DataType;
import org.bytedeco.tensorrt.global.nvinfer.TensorIOMode;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.bytedeco.tensorrt.nvinfer.IRuntime;
import org.jboss.logging.Logger;

/**
 * TensorRT on an NVIDIA GPU. Large batches are cut in two that overtake each other: while one half is computed, the
 * other is copied. Where the GPU's memory is too small for a batch, it is run in smaller pieces.
 */
public final class TensorRtEngine implements Engine {

    private static final Logger LOG = Logger.getLogger(TensorRtEngine.class);
    private static final int LANES = 2;
    /** From here on a batch is cut in two; of smaller ones, copies take too little to be worth it. */
    private static final int WORTH_HALVING = 16;

    private final ModelBundle bundle;
    private final Gpu gpu;
    private final BatchProfile profile;
    private final int maxBatch;
    private final Precision precision;
    private final TensorTable outputs;
    private final Handles memory = new Handles();
    private final ICudaEngine engine;
    private final ExecutionLane.Port input;
    private final List<ExecutionLane.Port> ports = new ArrayList<>();
    private final List<ExecutionLane> lanes = new ArrayList<>();
    /** Most pictures in one run of a lane. */
    private int piece;

    /**
     * Opens the engine, which is built first where {@code engines} holds none that fits, and warms it up.
     *
     * @param maxBatch the largest batch, at least 1; memory for it is taken now
     * @param engines  folder of the engines that were built before
     * @throws GpuMissingException when there is no GPU that could be used
     * @throws EngineException     when the model cannot be used
     */
    public TensorRtEngine(ModelBundle bundle, int maxBatch, Precision precision, Path engines) {
        if (maxBatch < 1) {
            throw new IllegalArgumentException("an engine needs a batch of at least 1, not " + maxBatch);
        }
        this.bundle = bundle;
        this.maxBatch = maxBatch;
        this.precision = precision;
        this.profile = BatchProfile.upTo(maxBatch);
        this.gpu = Gpu.find();
        this.outputs = new TensorTable(bundle);
        EngineStore store = new EngineStore(engines);
        try {
            engine = deserialised(store);
            input = inputPort();
            for (String output : bundle.outputs()) {
                ports.add(outputPort(output));
            }
            piece = maxBatch >= WORTH_HALVING ? (maxBatch + 1) / LANES : maxBatch;
            openLanes();
            warmUp();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private ICudaEngine deserialised(EngineStore store) {
        IRuntime runtime = createInferRuntime(TensorRtLog.instance());
        if (runtime == null || runtime.isNull()) {
            throw new EngineException("TensorRT does not start: " + TensorRtLog.instance().lastError());
        }
        memory.onClose(() -> CppObject.delete(runtime));
        EngineStore.Kept kept = store.engine(bundle, gpu, precision, profile);
        ICudaEngine made = deserialised(runtime, kept.plan());
        if (made == null && kept.seconds() == 0) {
            LOG.warnf("TensorRT does not take %s any more: it is built anew", kept.file());
            made = deserialised(runtime, store.build(bundle, gpu, precision, profile).plan());
        }
        if (made == null) {
            throw new EngineException("TensorRT does not take the engine of model " + bundle.name() + ": "
                    + TensorRtLog.instance().lastError());
        }
        ICudaEngine taken = made;
        memory.onClose(() -> CppObject.delete(taken));
        return taken;
    }

    private static ICudaEngine deserialised(IRuntime runtime, byte[] plan) {
        try (BytePointer bytes = new BytePointer(plan)) {
            ICudaEngine made = runtime.deserializeCudaEngine(bytes, plan.length);
            return made == null || made.isNull() ? null : made;
        }
    }

    private ExecutionLane.Port inputPort() {
        String name = inputName();
        long[] shape = shape(name);
        long[] wanted = bundle.inputShape(-1);
        if (engine.getTensorDataType(name).intern() != DataType.kUINT8 || !Arrays.equals(shape, wanted)) {
            throw new EngineException(about("must take uint8 %s as its bundle says, but its input is %s %s".formatted(
                    Arrays.toString(wanted).replace("-1", "N"), name, Arrays.toString(shape))));
        }
        return port(name, bundle.itemBytes());
    }

    private String inputName() {
        for (int i = 0; i < engine.getNbIOTensors(); i++) {
            String name = engine.getIOTensorName(i);
            if (engine.getTensorIOMode(name).intern() == TensorIOMode.kINPUT) {
                return name;
            }
        }
        throw new EngineException(about("has no input"));
    }

    private ExecutionLane.Port outputPort(String name) {
        long[] own = shape(name);
        if (engine.getTensorDataType(name).intern() != DataType.kFLOAT || own.length < 2 || own.length > 4
                || Arrays.stream(own).skip(1).anyMatch(n -> n < 1)) {
            throw new EngineException(about("must give float [N, channels] or [N, channels, height, width], but its"
                    + " output " + name + " is " + Arrays.toString(own)));
        }
        // A tensor of ours has four dimensions always.
        long[] shape = Arrays.copyOf(own, 4);
        Arrays.fill(shape, own.length, 4, 1);
        ExecutionLane.Port port = port(name, shape[1] * shape[2] * shape[3] * Float.BYTES);
        outputs.add(new Tensor(name, (int) shape[1], (int) shape[2], (int) shape[3],
                port.host().buffer().asFloatBuffer()));
        return port;
    }

    private ExecutionLane.Port port(String name, long frameBytes) {
        return new ExecutionLane.Port(name, memory.add(new PinnedBuffer(maxBatch * frameBytes)), frameBytes);
    }

    private long[] shape(String name) {
        Dims64 dims = engine.getTensorShape(name);
        long[] shape = new long[Math.max(0, dims.nbDims())];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = dims.d(i);
        }
        return shape;
    }

    /** As many lanes as a whole batch can use; where memory does not reach, for smaller pieces. */
    private void openLanes() {
        while (true) {
            try {
                while (lanes.size() < Math.min(LANES, (maxBatch + piece - 1) / piece)) {
                    lanes.add(new ExecutionLane(engine, piece, bundle::inputShape, input, ports));
                }
                return;
            } catch (GpuMemoryException e) {
                shrink(e);
            }
        }
    }

    /** Gives up the lanes and halves what one takes; at one picture there is nothing left to give up. */
    private void shrink(GpuMemoryException shortage) {
        closeLanes();
        if (piece == 1) {
            throw shortage;
        }
        piece = (piece + 1) / 2;
        LOG.warnf("%s: batches are run in pieces of %d from now on", shortage.getMessage(), piece);
    }

    private void warmUp() {
        for (int frames : buckets()) {
            run(frames);
        }
    }

    @Override
    public String name() {
        return "TensorRT " + gpu.tensorRt() + ", " + gpu + ", " + precision;
    }

    @Override
    public ModelBundle bundle() {
        return bundle;
    }

    @Override
    public int maxBatch() {
        return maxBatch;
    }

    @Override
    public ByteBuffer input() {
        return input.host().buffer();
    }

    @Override
    public void run(int frames) {
        if (frames < 1 || frames > maxBatch) {
            throw new IllegalArgumentException("a batch has 1 to " + maxBatch + " frames, not " + frames);
        }
        while (true) {
            try {
                runInPieces(frames);
                return;
            } catch (GpuMemoryException e) {
                shrink(e);
                openLanes();
            }
        }
    }

    private void runInPieces(int frames) {
        int step = Math.min(piece, frames >= WORTH_HALVING ? (frames + 1) / LANES : frames);
        int lane = 0;
        for (int first = 0; first < frames; first += step) {
            lanes.get(lane).start(first, Math.min(step, frames - first));
            lane = (lane + 1) % lanes.size();
        }
        lanes.forEach(ExecutionLane::await);
    }

    /**
     * For benches: how long the GPU computes for one run without any copy, in milliseconds, as {@code trtexec} measures.
     *
     * @param frames 1 to {@link #maxBatch()}
     */
    public double computeMillis(int frames, int runs) {
        ExecutionLane lane = new ExecutionLane(engine, frames, bundle::inputShape, input, ports);
        try (lane) {
            lane.compute(frames);
            lane.await();
            long begin = System.nanoTime();
            for (int run = 0; run < runs; run++) {
                lane.compute(frames);
            }
            lane.await();
            return (System.nanoTime() - begin) / 1e6 / runs;
        }
    }

    @Override
    public Outputs outputs() {
        return outputs;
    }

    private void closeLanes() {
        lanes.forEach(ExecutionLane::close);
        lanes.clear();
    }

    /** Frees what was taken; a second call does nothing. The engine must not be running. */
    @Override
    public void close() {
        closeLanes();
        memory.close();
    }

    private String about(String what) {
        return "model " + bundle.name() + " (" + bundle.file() + ") " + what;
    }
}
