package dev.vigil.inference;

import dev.vigil.stream.Frame;
import dev.vigil.stream.PictureSize;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The book that an engine keeps of the samples in its memory: which pictures of a batch become samples, where in the
 * ring of all cameras each belongs, and which of them make up the windows that the motion network is to look at. The
 * ring has {@link SampleTimes#CAPACITY} places for each slot. Whoever owns the ring copies what {@link #sample} says
 * and runs the network over {@link #before} windows; everything else is here.
 *
 * <p>A camera gives at most one sample to a batch, so that parts of a batch may be run in any order.
 */
public final class MotionWindows {

    /** Numbers that an engine tells of each frame's window, as {@code window}. */
    public static final int FACTS = 4;

    private final int[] slots;
    private final long[] arrivals;
    private final int[] rows;
    private final int[] columns;
    private final boolean[] anew;
    private final boolean[] placed;
    private final int[] samples;
    private final int[] before;
    private final int cellHeight;
    private final int cellWidth;
    private final List<Past> pasts = new ArrayList<>();
    private final LongBuffer places;
    private final FloatBuffer weights;
    private final FloatBuffer used;
    private final FloatBuffer cells;
    private final FloatBuffer facts;
    private final long[] somePlaces = new long[MotionTable.PLACES.length];
    private final float[] someWeights = new float[MotionTable.WEIGHTS.length];
    private final float[] someUsed = new float[MotionTable.USED.length];
    private final float[] row = new float[MotionNetwork.MOTION_FLOATS];
    private long batch;
    private int frames;

    /** What is known of a camera, and the last batch that it gave a sample to. */
    private static final class Past {
        final SampleTimes times = new SampleTimes();
        long batch;
    }

    /**
     * @param maxBatch the largest batch
     * @param input    size of the model's pictures
     * @param tables   memory for {@code maxBatch} rows of each table, zeroed, in native order
     * @param facts    memory of the output {@value MotionNetwork#WINDOW}, four numbers for each of a batch
     */
    public MotionWindows(int maxBatch, PictureSize input, Function<MotionTable, ByteBuffer> tables,
            FloatBuffer facts) {
        slots = new int[maxBatch];
        arrivals = new long[maxBatch];
        rows = new int[maxBatch];
        columns = new int[maxBatch];
        anew = new boolean[maxBatch];
        placed = new boolean[maxBatch];
        samples = new int[maxBatch];
        before = new int[maxBatch + 1];
        cellHeight = input.height() / MotionNetwork.ROWS;
        cellWidth = input.width() / MotionNetwork.COLUMNS;
        places = tables.apply(MotionTable.PLACES).asLongBuffer();
        weights = tables.apply(MotionTable.WEIGHTS).asFloatBuffer();
        used = tables.apply(MotionTable.USED).asFloatBuffer();
        cells = tables.apply(MotionTable.CELLS).asFloatBuffer();
        this.facts = facts;
    }

    /** As {@link Engine#place}. */
    public void place(int place, int slot, boolean isAnew, Frame frame) {
        placed[place] = true;
        slots[place] = slot;
        arrivals[place] = frame.arrivalNanos;
        anew[place] = isAnew;
        rows[place] = within(frame.pictureHeight, cellHeight, MotionNetwork.ROWS);
        columns[place] = within(frame.pictureWidth, cellWidth, MotionNetwork.COLUMNS);
    }

    /** A cell counts when its centre lies within the picture. */
    private static int within(int pixels, int cell, int most) {
        return Math.min(most, (pixels + cell / 2 - 1) / cell);
    }

    /** Decides what becomes of a batch's pictures; those that nobody placed are of no camera. */
    public void prepare(int batchFrames) {
        batch++;
        frames = batchFrames;
        before[0] = 0;
        for (int place = 0; place < frames; place++) {
            facts.put(place * FACTS + FACTS - 1, 0);
            samples[place] = placed[place] ? see(place) : -1;
            placed[place] = false;
            before[place + 1] = before[place] + (samples[place] < 0 ? 0 : 1);
        }
    }

    private int see(int place) {
        int slot = slots[place];
        while (pasts.size() <= slot) {
            pasts.add(new Past());
        }
        Past past = pasts.get(slot);
        SampleTimes times = past.times;
        if (anew[place]) {
            times.reset();
        }
        boolean sampled = past.batch != batch && times.add(arrivals[place]);
        int fact = place * FACTS;
        facts.put(fact, times.samples()).put(fact + 1, (float) times.seconds())
                .put(fact + 2, times.lastStepNanos() / 1e9f).put(fact + 3, sampled ? 1 : 0);
        if (!sampled) {
            return -1;
        }
        past.batch = batch;
        describe(place, times, slot * SampleTimes.CAPACITY);
        return slot * SampleTimes.CAPACITY + times.newest();
    }

    private void describe(int place, SampleTimes times, int first) {
        int window = before[place];
        times.window(somePlaces, someWeights, someUsed);
        for (int i = 0; i < somePlaces.length; i++) {
            somePlaces[i] += first;
        }
        places.put(window * somePlaces.length, somePlaces);
        weights.put(window * someWeights.length, someWeights);
        used.put(window * someUsed.length, someUsed);
        for (int cell = 0; cell < MotionNetwork.CELLS; cell++) {
            boolean counts = cell / MotionNetwork.COLUMNS < rows[place]
                    && cell % MotionNetwork.COLUMNS < columns[place];
            cells.put(window * MotionNetwork.CELLS + cell, counts ? 1 : 0);
        }
    }

    /** Where in the ring that picture belongs, or -1 where it is no sample. */
    public int sample(int place) {
        return samples[place];
    }

    /** Windows of the pictures before that place; of the whole batch, for the place behind the last. */
    public int before(int place) {
        return before[place];
    }

    /** Slots that the ring must hold. */
    public int slots() {
        return pasts.size();
    }

    /**
     * Gives each picture its motion.
     *
     * @param motion {@value MotionNetwork#MOTION} of the windows, one after the other; afterwards each lies at the
     *               place of its picture
     */
    public void spread(FloatBuffer motion) {
        // From the last to the first: none is overwritten before it was moved, as no window lies behind its picture.
        for (int place = frames - 1; place >= 0; place--) {
            if (samples[place] >= 0 && before[place] != place) {
                motion.get(before[place] * row.length, row);
                motion.put(place * row.length, row);
            }
        }
    }

    /** The batch failed: what it should have left in the ring is not there, and its cameras begin anew. */
    public void failed() {
        for (int place = 0; place < frames; place++) {
            if (slots[place] < pasts.size()) {
                pasts.get(slots[place]).times.reset();
            }
        }
        Arrays.fill(placed, false);
    }

    /** Forgets all cameras. */
    public void reset() {
        pasts.forEach(past -> past.times.reset());
    }
}
