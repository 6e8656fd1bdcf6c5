package dev.vigil.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vigil.stream.Frame;
import dev.vigil.stream.PictureSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who becomes a sample, where in the ring it belongs, and what becomes of it when something goes wrong. */
class MotionWindowsTest {

    private static final int BATCH = 4;
    private static final int RING = SampleTimes.CAPACITY;
    private static final long SECOND = 1_000_000_000L;

    private final Map<MotionTable, ByteBuffer> tables = new EnumMap<>(MotionTable.class);
    private final FloatBuffer facts = FloatBuffer.allocate(BATCH * MotionWindows.FACTS);
    private final Frame frame = new Frame(new PictureSize(448, 256));
    private final MotionWindows windows;

    MotionWindowsTest() {
        for (MotionTable table : MotionTable.values()) {
            tables.put(table, ByteBuffer.allocate(BATCH * table.bytes).order(ByteOrder.nativeOrder()));
        }
        windows = new MotionWindows(BATCH, frame.size(), tables::get, facts);
        frame.pictureWidth = 448;
        frame.pictureHeight = 200;
    }

    @Test
    void samplesOfEachCameraGoRoundItsOwnPartOfTheRing() {
        for (int i = 0; i < 20; i++) {
            place(0, 3, i == 0, 2 + 0.2 * i);
            place(1, 0, i == 0, 2 + 0.2 * i);
            windows.prepare(2);
            assertEquals(3 * RING + i % RING, windows.sample(0));
            assertEquals(i % RING, windows.sample(1));
            assertEquals(3 * RING + i % RING, tables.get(MotionTable.PLACES).getLong(0), "newest first");
        }
        assertEquals(4, windows.slots());
        // 1.95 s at five a second.
        assertEquals(10, facts.get(0));
        assertEquals(1.8f, facts.get(1), 1e-3);
        assertEquals(0.2f, facts.get(2), 1e-3);
        assertEquals(0, tables.get(MotionTable.USED).getFloat(10 * 4));
        // 200 rows of pixels: the centres of six rows of cells lie within.
        assertEquals(1, tables.get(MotionTable.CELLS).getFloat(6 * 14 * 4 - 4));
        assertEquals(0, tables.get(MotionTable.CELLS).getFloat(6 * 14 * 4));
    }

    @Test
    void picturesThatAreNoSamplesHaveNoWindowAndMotionGoesToThoseThatHave() {
        place(0, 0, true, 5);
        place(1, 1, true, 5);
        windows.prepare(2);
        place(0, 0, false, 5.1);
        place(1, 1, false, 5.2);
        place(3, 2, true, 5);
        windows.prepare(4);
        assertEquals(-1, windows.sample(0), "too soon");
        assertEquals(RING + 1, windows.sample(1));
        assertEquals(-1, windows.sample(2), "of no camera");
        assertEquals(2 * RING, windows.sample(3));
        assertEquals(0, windows.before(1));
        assertEquals(1, windows.before(2));
        assertEquals(2, windows.before(4));
        FloatBuffer motion = FloatBuffer.allocate(BATCH * MotionNetwork.MOTION_FLOATS);
        motion.put(0, 7).put(MotionNetwork.MOTION_FLOATS, 8);
        windows.spread(motion);
        assertEquals(7, motion.get(MotionNetwork.MOTION_FLOATS));
        assertEquals(8, motion.get(3 * MotionNetwork.MOTION_FLOATS));
        assertEquals(0, facts.get(3));
        assertEquals(1, facts.get(7));
        assertEquals(0, facts.get(11));
    }

    @Test
    void aCameraGivesOneSampleToABatchEvenWhereItHasTwoPicturesInIt() {
        place(0, 0, true, 5);
        place(1, 0, false, 6);
        windows.prepare(2);
        assertEquals(0, windows.sample(0));
        assertEquals(-1, windows.sample(1));
        place(0, 0, false, 6.1);
        windows.prepare(1);
        assertEquals(2, facts.get(0), "the next one counts again");
    }

    @Test
    void whoeverBeginsAnewKnowsNothingOfBefore() {
        place(0, 0, true, 5);
        windows.prepare(1);
        place(0, 0, true, 5.2);
        windows.prepare(1);
        assertEquals(1, facts.get(0));
        assertEquals(0, facts.get(1));
    }

    @Test
    void camerasOfABatchThatFailedBeginAnewAndOthersGoOn() {
        place(0, 0, true, 5);
        place(1, 1, true, 5);
        windows.prepare(2);
        place(0, 0, false, 5.2);
        windows.prepare(1);
        windows.failed();
        place(0, 0, false, 5.4);
        place(1, 1, false, 5.4);
        windows.prepare(2);
        assertEquals(1, facts.get(0));
        assertEquals(2, facts.get(4));
    }

    private void place(int place, int slot, boolean anew, double seconds) {
        frame.arrivalNanos = Math.round(seconds * SECOND);
        windows.place(place, slot, anew, frame);
    }
}
