package dev.vigil.inference.tensorrt;

import static org.bytedeco.cuda.global.cudart.cudaMemcpyAsync;
import static org.bytedeco.cuda.global.cudart.cudaMemcpyDeviceToDevice;
import static org.bytedeco.cuda.global.cudart.cudaMemcpyDeviceToHost;
import static org.bytedeco.cuda.global.cudart.cudaMemcpyHostToDevice;
import static org.bytedeco.cuda.global.cudart.cudaMemsetAsync;

import dev.vigil.inference.MotionNetwork;
import dev.vigil.inference.MotionTable;
import dev.vigil.inference.MotionWindows;
import java.util.EnumMap;
import java.util.Map;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;

/** The motion network's part of a lane: on the lane's stream, after the first network. */
final class MotionLane {

    private final DeviceMotion shared;
    private final int capacity;
    private final CUstream_st stream;
    private final DeviceBuffer levels;
    private final DeviceBuffer centres;
    private final IExecutionContext context;
    private final Map<MotionTable, DeviceBuffer> tables = new EnumMap<>(MotionTable.class);
    private final DeviceBuffer motion;
    private int bucket;
    private int slots;

    /**
     * @param levels  what the first network gives of the lane's pictures
     * @param centres as well
     * @param owner   closes all that is opened here, before the stream
     */
    MotionLane(DeviceMotion shared, int capacity, CUstream_st stream, DeviceBuffer levels, DeviceBuffer centres,
            Handles owner) {
        this.shared = shared;
        this.capacity = capacity;
        this.stream = stream;
        this.levels = levels;
        this.centres = centres;
        context = shared.engine().context(stream, owner);
        for (MotionTable table : MotionTable.values()) {
            long bytes = (long) capacity * table.bytes;
            DeviceBuffer device = owner.add(new DeviceBuffer(bytes));
            // What lies behind the last window is computed along: it must name samples that there are.
            Cuda.check(cudaMemsetAsync(device.pointer(), 0, bytes, stream), "GPU memory cannot be cleared");
            address(table.input, device.pointer());
            tables.put(table, device);
        }
        motion = owner.add(new DeviceBuffer((long) capacity * MotionNetwork.MOTION_BYTES));
        address(MotionNetwork.MOTION, motion.pointer());
    }

    private void address(String tensor, Pointer memory) {
        LoadedEngine.require(context.setTensorAddress(tensor, memory), "takes no memory for " + tensor);
    }

    /** Begins to keep the samples among so many pictures from {@code first} on, and to reckon their motion. */
    void start(int first, int count) {
        MotionWindows windows = shared.windows();
        int begin = windows.before(first);
        int found = windows.before(first + count) - begin;
        if (found == 0) {
            return;
        }
        for (int i = 0; i < count; i++) {
            int sample = windows.sample(first + i);
            if (sample >= 0) {
                keep(shared.ring().levels(sample), levels, i, MotionNetwork.LEVELS_BYTES);
                keep(shared.ring().centres(sample), centres, i, MotionNetwork.CENTRES_BYTES);
            }
        }
        for (MotionTable table : MotionTable.values()) {
            Cuda.check(cudaMemcpyAsync(tables.get(table).pointer(), shared.table(table).at((long) begin * table.bytes),
                    (long) found * table.bytes, cudaMemcpyHostToDevice, stream), "windows do not get to the GPU");
        }
        shape(BatchProfile.bucket(found, capacity));
        LoadedEngine.require(context.enqueueV3(stream), "does not reckon the motion of " + found + " windows");
        Cuda.check(cudaMemcpyAsync(shared.host().at((long) begin * MotionNetwork.MOTION_BYTES), motion.pointer(),
                (long) found * MotionNetwork.MOTION_BYTES, cudaMemcpyDeviceToHost, stream),
                "motion does not get to the host");
    }

    private void keep(Pointer sample, DeviceBuffer from, int picture, int bytes) {
        Cuda.check(cudaMemcpyAsync(sample, from.at((long) picture * bytes), bytes, cudaMemcpyDeviceToDevice, stream),
                "a sample cannot be kept");
    }

    private void shape(int wanted) {
        int room = shared.ring().slots();
        if (slots != room) {
            address(MotionNetwork.LEVELS, shared.ring().levels(0));
            address(MotionNetwork.CENTRES, shared.ring().centres(0));
            shape(MotionNetwork.LEVELS, room, wanted);
            shape(MotionNetwork.CENTRES, room, wanted);
            // Not before all of it is done: else a failure would leave the old ring's address to the next run.
            slots = room;
        }
        if (bucket != wanted) {
            for (MotionTable table : MotionTable.values()) {
                shape(table.input, room, wanted);
            }
            bucket = wanted;
        }
    }

    private void shape(String input, int room, int windows) {
        LoadedEngine.require(context.setInputShape(input,
                LoadedEngine.dims(Blueprint.motionShape(input, room, windows))), "takes no " + windows + " windows");
    }
}
