package dev.vigil.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.vigil.stream.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The motion network on ONNX Runtime, over rings of samples in host memory. */
final class OnnxMotion implements AutoCloseable {

    private static final int FIRST_SLOTS = 4;
    private static final int RING_BYTES = SampleTimes.CAPACITY * MotionNetwork.LEVELS_BYTES;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final int[] bucketOf;
    private final Map<MotionTable, ByteBuffer> tables = new HashMap<>();
    private final MotionWindows windows;
    private final Tensor motion;
    /** What the first network gave of each picture. */
    private final ByteBuffer levels;
    private final ByteBuffer centres;
    private ByteBuffer levelsRing = direct(0);
    private ByteBuffer centresRing = direct(0);
    private OnnxTensor levelsOfAll;
    private OnnxTensor centresOfAll;

    /**
     * @param bucketOf as how many windows so many are run, up to the largest batch
     * @param session  of the motion network; belongs to this from now on
     * @param outputs  receives what it gives
     */
    OnnxMotion(ModelBundle bundle, int[] bucketOf, OrtSession session, TensorTable outputs) {
        this.session = session;
        this.bucketOf = bucketOf;
        int maxBatch = bucketOf.length - 1;
        for (MotionTable table : MotionTable.values()) {
            tables.put(table, direct((long) maxBatch * table.bytes));
        }
        motion = new Tensor(MotionNetwork.MOTION, 2, 1, MotionNetwork.CHANNELS,
                direct((long) maxBatch * MotionNetwork.MOTION_BYTES).asFloatBuffer());
        Tensor facts = new Tensor(MotionNetwork.WINDOW, 1, 1, MotionWindows.FACTS,
                direct((long) maxBatch * MotionWindows.FACTS * Float.BYTES).asFloatBuffer());
        windows = new MotionWindows(maxBatch, bundle.input(), tables::get, facts.data());
        levels = direct((long) maxBatch * MotionNetwork.LEVELS_BYTES);
        centres = direct((long) maxBatch * MotionNetwork.CENTRES_BYTES);
        outputs.add(motion);
        outputs.add(facts);
    }

    /** @throws EngineException where the first network does not give what the motion network reads */
    static void check(ModelBundle bundle, OrtSession session) throws OrtException {
        check(bundle, session, MotionNetwork.LEVELS, OnnxJavaType.FLOAT16, MotionNetwork.CHANNELS);
        check(bundle, session, MotionNetwork.CENTRES, OnnxJavaType.FLOAT, 1);
    }

    private static void check(ModelBundle bundle, OrtSession session, String name, OnnxJavaType type, int channels)
            throws OrtException {
        NodeInfo found = session.getOutputInfo().get(name);
        long[] shape = {-1, channels, MotionNetwork.ROWS, MotionNetwork.COLUMNS};
        if (found == null || !(found.getInfo() instanceof TensorInfo tensor) || tensor.type != type
                || !Arrays.equals(tensor.getShape(), shape)) {
            throw new EngineException("model %s (%s) must give '%s', %s %s, for its motion network, not %s".formatted(
                    bundle.name(), bundle.file(), name, type, Arrays.toString(shape).replace("-1", "N"),
                    found == null ? "nothing" : found.getInfo()));
        }
    }

    /** Where the first network is to put what it gives of so many pictures. */
    Map<String, OnnxTensor> kept(int frames) throws OrtException {
        OnnxTensor ofLevels = OnnxTensor.createTensor(environment, levels.slice(0, frames
                * MotionNetwork.LEVELS_BYTES).order(ByteOrder.nativeOrder()), new long[] {frames,
                    MotionNetwork.CHANNELS, MotionNetwork.ROWS, MotionNetwork.COLUMNS}, OnnxJavaType.FLOAT16);
        OnnxTensor ofCentres = OnnxTensor.createTensor(environment, centres.slice(0, frames
                * MotionNetwork.CENTRES_BYTES).order(ByteOrder.nativeOrder()).asFloatBuffer(), new long[] {frames, 1,
                    MotionNetwork.ROWS, MotionNetwork.COLUMNS});
        return Map.of(MotionNetwork.LEVELS, ofLevels, MotionNetwork.CENTRES, ofCentres);
    }

    void place(int place, int slot, boolean anew, Frame frame) {
        windows.place(place, slot, anew, frame);
    }

    void prepare(int frames) {
        windows.prepare(frames);
    }

    void failed() {
        windows.failed();
    }

    /** Reckons the motion of a batch whose pictures the first network has seen. */
    void run(int frames) throws OrtException {
        int count = windows.before(frames);
        if (count == 0) {
            return;
        }
        grow(windows.slots());
        for (int place = 0; place < frames; place++) {
            int sample = windows.sample(place);
            if (sample >= 0) {
                copy(levels, place, levelsRing, sample, MotionNetwork.LEVELS_BYTES);
                copy(centres, place, centresRing, sample, MotionNetwork.CENTRES_BYTES);
            }
        }
        reckon(bucketOf[count]);
        windows.spread(motion.data());
    }

    private static void copy(ByteBuffer from, int place, ByteBuffer to, int sample, int bytes) {
        to.put(sample * bytes, from, place * bytes, bytes);
    }

    private void reckon(int count) throws OrtException {
        Map<String, OnnxTensor> in = new HashMap<>(Map.of(MotionNetwork.LEVELS, levelsOfAll,
                MotionNetwork.CENTRES, centresOfAll));
        Map<String, OnnxTensor> made = new HashMap<>();
        try {
            for (MotionTable table : MotionTable.values()) {
                ByteBuffer rows = tables.get(table).slice(0, count * table.bytes).order(ByteOrder.nativeOrder());
                made.put(table.input, OnnxTensor.createTensor(environment, rows, new long[] {count, table.length},
                        table == MotionTable.PLACES ? OnnxJavaType.INT64 : OnnxJavaType.FLOAT));
            }
            in.putAll(made);
            OnnxTensor out = OnnxTensor.createTensor(environment, motion.data().slice(0, count
                    * MotionNetwork.MOTION_FLOATS), new long[] {count, 2, 1, MotionNetwork.CHANNELS});
            made.put(MotionNetwork.MOTION, out);
            session.run(in, Set.of(), Map.of(MotionNetwork.MOTION, out)).close();
        } finally {
            made.values().forEach(OnnxTensor::close);
        }
    }

    /** Makes room for the samples of so many cameras: twice as much as before, so that it seldom has to be done. */
    private void grow(int slots) throws OrtException {
        int have = levelsRing.capacity() / RING_BYTES;
        if (slots <= have) {
            return;
        }
        int room = Math.min(Math.max(Math.max(slots, 2 * have), FIRST_SLOTS), Integer.MAX_VALUE / RING_BYTES);
        if (slots > room) {
            throw new EngineException("the samples of " + slots + " cameras need more than 2 GiB in one piece");
        }
        closeRing();
        levelsRing = direct((long) room * RING_BYTES).put(0, levelsRing, 0, levelsRing.capacity());
        centresRing = direct((long) room * SampleTimes.CAPACITY * MotionNetwork.CENTRES_BYTES)
                .put(0, centresRing, 0, centresRing.capacity());
        long samples = (long) room * SampleTimes.CAPACITY;
        levelsOfAll = OnnxTensor.createTensor(environment, levelsRing, new long[] {samples, MotionNetwork.CHANNELS,
            MotionNetwork.CELLS}, OnnxJavaType.FLOAT16);
        centresOfAll = OnnxTensor.createTensor(environment, centresRing.asFloatBuffer(), new long[] {samples,
            MotionNetwork.CELLS});
    }

    static ByteBuffer direct(long bytes) {
        return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    }

    private void closeRing() {
        if (levelsOfAll != null) {
            levelsOfAll.close();
            levelsOfAll = null;
        }
        if (centresOfAll != null) {
            centresOfAll.close();
            centresOfAll = null;
        }
    }

    @Override
    public void close() {
        closeRing();
        try {
            session.close();
        } catch (OrtException e) {
            throw new EngineException("the motion network cannot be closed: " + e.getMessage(), e);
        }
    }
}
