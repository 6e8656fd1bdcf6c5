package dev.vigil.inference.tensorrt;

import dev.vigil.inference.Engine;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.EngineLostException;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.MotionNetwork;
import dev.vigil.inference.Outputs;
import dev.vigil.inference.Tensor;
import dev.vigil.inference.TensorTable;
import dev.vigil.stream.Frame;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.tensorrt.global.nvinfer.DataType;
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
    private final LoadedEngine engine;
    /** Reckons the motion of each camera, where the bundle has a network for it; else null. */
    private final DeviceMotion motion;
    /** Pictures that a GPU's decoder left there, where they can be taken; else null. */
    private final DevicePlaces places;
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
            engine = memory.add(new LoadedEngine(Blueprint.ofModel(bundle, profile), gpu, precision, store));
            input = inputPort();
            for (String output : bundle.outputs()) {
                ports.add(outputPort(output));
            }
            motion = bundle.motion().isPresent() ? motion(store) : null;
            places = DevicePlaces.of(bundle, maxBatch, gpu, memory);
            piece = maxBatch >= WORTH_HALVING ? (maxBatch + 1) / LANES : maxBatch;
            openLanes();
            warmUp();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private DeviceMotion motion(EngineStore store) {
        LoadedEngine second = memory.add(new LoadedEngine(Blueprint.ofMotion(bundle.name(), bundle.motion().get(),
                profile), gpu, precision, store));
        ports.add(new ExecutionLane.Port(MotionNetwork.LEVELS, null, MotionNetwork.LEVELS_BYTES));
        ports.add(new ExecutionLane.Port(MotionNetwork.CENTRES, null, MotionNetwork.CENTRES_BYTES));
        return memory.add(new DeviceMotion(bundle, maxBatch, engine, second, outputs));
    }

    private ExecutionLane.Port inputPort() {
        String name = engine.input();
        engine.demand(name, DataType.kUINT8, bundle.inputShape(-1));
        return port(name, bundle.itemBytes());
    }

    private ExecutionLane.Port outputPort(String name) {
        long[] own = engine.shape(name);
        if (!engine.isOf(name, DataType.kFLOAT) || own.length < 2 || own.length > 4
                || Arrays.stream(own).skip(1).anyMatch(n -> n < 1)) {
            throw new EngineException(engine.about("must give float [N, channels] or [N, channels, height, width], but"
                    + " its output " + name + " is " + Arrays.toString(own)));
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

    /** As many lanes as a whole batch can use; where memory does not reach, for smaller pieces. */
    private void openLanes() {
        while (true) {
            try {
                while (lanes.size() < Math.min(LANES, (maxBatch + piece - 1) / piece)) {
                    lanes.add(new ExecutionLane(engine, piece, bundle::inputShape, input, ports, motion, places));
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
        Frame nobody = new Frame(bundle.input());
        for (int frames : buckets()) {
            for (int i = 0; i < frames; i++) {
                place(i, i, true, nobody);
            }
            run(frames);
        }
        if (motion != null) {
            motion.windows().reset();
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
    public boolean takesDevicePictures() {
        return places != null;
    }

    @Override
    public void place(int place, int slot, boolean anew, Frame frame) {
        if (places != null) {
            places.place(place, frame);
        }
        if (motion != null) {
            motion.windows().place(place, slot, anew, frame);
        }
    }

    @Override
    public void run(int frames) {
        if (frames < 1 || frames > maxBatch) {
            throw new IllegalArgumentException("a batch has 1 to " + maxBatch + " frames, not " + frames);
        }
        if (motion != null) {
            motion.windows().prepare(frames);
        }
        try {
            runAsMemoryAllows(frames);
        } catch (RuntimeException | Error e) {
            if (motion != null) {
                motion.windows().failed();
            }
            quieten(e);
            throw e;
        } finally {
            if (places != null) {
                places.release();
            }
        }
        if (motion != null) {
            motion.spread();
        }
    }

    /** What is still under way must not write into the next batch. */
    private void quieten(Throwable failure) {
        for (ExecutionLane lane : lanes) {
            try {
                lane.await();
            } catch (EngineException again) {
                failure.addSuppressed(again);
            }
        }
    }

    private void runAsMemoryAllows(int frames) {
        while (true) {
            try {
                if (motion != null) {
                    motion.ring().hold(motion.windows().slots());
                }
                openLanes();
                runInPieces(frames);
                return;
            } catch (GpuMemoryException e) {
                if (piece == 1) {
                    throw new EngineLostException(e.getMessage() + "; not even one picture can be run");
                }
                shrink(e);
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
        ExecutionLane lane = new ExecutionLane(engine, frames, bundle::inputShape, input, ports, null, null);
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
}
