package dev.vigil.inference.tensorrt;

import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.MotionNetwork;
import dev.vigil.inference.MotionTable;
import dev.vigil.inference.MotionWindows;
import dev.vigil.inference.Tensor;
import dev.vigil.inference.TensorTable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.Map;
import org.bytedeco.tensorrt.global.nvinfer.DataType;

/**
 * What all lanes of an engine share to reckon motion: the second engine, the samples, the book of them, and pinned
 * memory for what the network is told and gives. Lanes need not wait for each other: a camera has one sample in a
 * batch at most ({@link MotionWindows}), and the next batch begins when all lanes are done.
 */
final class DeviceMotion implements AutoCloseable {

    private final Handles handles = new Handles();
    private final Map<MotionTable, PinnedBuffer> tables = new EnumMap<>(MotionTable.class);
    private final LoadedEngine engine;
    private final MotionWindows windows;
    private final PinnedBuffer host;
    private final DeviceRing ring;
    private final Tensor motion;

    /**
     * @param first   the engine of the model's first network, which must give what this one reads
     * @param outputs receives what comes back
     */
    DeviceMotion(ModelBundle bundle, int maxBatch, LoadedEngine first, LoadedEngine second, TensorTable outputs) {
        engine = second;
        first.demand(MotionNetwork.LEVELS, DataType.kHALF, -1, MotionNetwork.CHANNELS, MotionNetwork.ROWS,
                MotionNetwork.COLUMNS);
        first.demand(MotionNetwork.CENTRES, DataType.kFLOAT, -1, 1, MotionNetwork.ROWS, MotionNetwork.COLUMNS);
        // What is copied to it is not looked at again: numbers of another type would be read as nonsense.
        second.demand(MotionNetwork.LEVELS, DataType.kHALF, -1, MotionNetwork.CHANNELS, MotionNetwork.CELLS);
        second.demand(MotionNetwork.CENTRES, DataType.kFLOAT, -1, MotionNetwork.CELLS);
        for (MotionTable table : MotionTable.values()) {
            second.demand(table.input, table == MotionTable.PLACES ? DataType.kINT64 : DataType.kFLOAT, -1,
                    table.length);
        }
        second.demand(MotionNetwork.MOTION, DataType.kFLOAT, -1, 2, 1, MotionNetwork.CHANNELS);
        try {
            for (MotionTable table : MotionTable.values()) {
                tables.put(table, handles.add(new PinnedBuffer((long) maxBatch * table.bytes)));
            }
            host = handles.add(new PinnedBuffer((long) maxBatch * MotionNetwork.MOTION_BYTES));
            ring = handles.add(new DeviceRing());
            Tensor facts = new Tensor(MotionNetwork.WINDOW, 1, 1, MotionWindows.FACTS,
                    ByteBuffer.allocateDirect(maxBatch * MotionWindows.FACTS * Float.BYTES)
                            .order(ByteOrder.nativeOrder()).asFloatBuffer());
            motion = new Tensor(MotionNetwork.MOTION, 2, 1, MotionNetwork.CHANNELS, host.buffer().asFloatBuffer());
            windows = new MotionWindows(maxBatch, bundle.input(), table -> tables.get(table).buffer(), facts.data());
            outputs.add(motion);
            outputs.add(facts);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    LoadedEngine engine() {
        return engine;
    }

    MotionWindows windows() {
        return windows;
    }

    DeviceRing ring() {
        return ring;
    }

    /** Of the whole batch, one row for each window. */
    PinnedBuffer table(MotionTable table) {
        return tables.get(table);
    }

    /** Receives the motion of the whole batch, window by window. */
    PinnedBuffer host() {
        return host;
    }

    /** All lanes are done: gives each picture its motion. */
    void spread() {
        windows.spread(motion.data());
    }

    /** The lanes must be closed. */
    @Override
    public void close() {
        handles.close();
    }
}
