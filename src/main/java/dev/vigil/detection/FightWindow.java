package dev.vigil.detection;

import static dev.vigil.detection.Activations.CELLS;
import static dev.vigil.detection.Activations.CELL_PIXELS;
import static dev.vigil.detection.Activations.CHANNELS;
import static dev.vigil.detection.Activations.COLUMNS;
import static dev.vigil.detection.Activations.ROWS;

import dev.vigil.inference.Outputs;
import dev.vigil.inference.SampleTimes;
import dev.vigil.stream.Frame;
import java.util.Arrays;

/**
 * How much each channel of the backbone changed, near people, over the last two seconds of one camera.
 *
 * <p>About five pictures a second are samples, chosen by time. Between two samples dt apart the change of a channel in
 * a cell is |difference| * sqrt(0.2 s / dt), which stays alike from 2.5 to 10 pictures a second; the motion is its
 * mean over the window. A running sum holds it, in whole numbers so that it never drifts: a new sample costs one
 * difference, one that leaves costs another.
 *
 * <p>Holds about 2.6 MB once it is full and allocates nothing then; a reset gives all of it back, so that cameras which
 * are looked at now and then only hold one sample, 0.14 MB. Not for use by two threads at once.
 */
public final class FightWindow implements Motion {

    /** Fewer samples than this say nothing. */
    public static final int LEAST_SAMPLES = SampleTimes.LEAST_SAMPLES;

    /** A person centre from here on opens the gate fully. */
    private static final float SURE_CENTRE = 0.2f;

    private final Activations.Reader reader;
    private final SampleTimes times = new SampleTimes();
    private final Activations[] ring = new Activations[SampleTimes.CAPACITY];
    /** Null while there are fewer than two samples. */
    private int[] sum;
    private final float[] people = new float[CELLS];
    private final float[] gate = new float[CELLS];
    private final float[] gated = new float[CELLS];
    private int validRows;
    private int validColumns;

    public FightWindow() {
        this(new Activations.Reader());
    }

    /** @param reader may be shared by the windows of one thread */
    FightWindow(Activations.Reader reader) {
        this.reader = reader;
    }

    @Override
    public boolean take(Frame frame, Outputs outputs, int index) {
        boolean sample = due(frame.arrivalNanos);
        if (sample) {
            add(frame.arrivalNanos, outputs, index, frame.pictureWidth, frame.pictureHeight);
        }
        return sample;
    }

    /** Whether a picture of that time would be a sample: it is at least 0.15 s younger than the last one. */
    public boolean due(long nanos) {
        return times.due(nanos);
    }

    /**
     * Takes frame {@code index} of a batch as the next sample.
     *
     * @param pictureWidth  width in input pixels of the picture, which lies at the top-left of the input
     * @param pictureHeight its height
     */
    public void add(long nanos, Outputs outputs, int index, int pictureWidth, int pictureHeight) {
        makeRoom(nanos);
        reader.read(outputs, index, nanos, newest());
        settle(pictureWidth, pictureHeight);
    }

    /** As the other, with a sample that was read before; it is copied. */
    public void add(Activations sample, int pictureWidth, int pictureHeight) {
        makeRoom(sample.nanos);
        newest().copyFrom(sample);
        settle(pictureWidth, pictureHeight);
    }

    /** The newest sample; good until the next one is added. */
    public Activations newest() {
        return ring[times.newest()];
    }

    @Override
    public int samples() {
        return times.samples();
    }

    @Override
    public double seconds() {
        return times.seconds();
    }

    @Override
    public long lastStepNanos() {
        return times.lastStepNanos();
    }

    @Override
    public void reset() {
        times.reset();
        Arrays.fill(ring, null);
        sum = null;
    }

    @Override
    public void strongest(float[] motion, int[] cells) {
        if (sum == null) {
            Arrays.fill(motion, 0);
            Arrays.fill(cells, 0);
            return;
        }
        float unit = times.unit() / 4;
        for (int channel = 0; channel < CHANNELS; channel++) {
            int first = channel * CELLS;
            for (int cell = 0; cell < CELLS; cell++) {
                gated[cell] = sum[first + cell] * gate[cell];
            }
            float most = 0;
            int where = 0;
            for (int row = 0; row < validRows - 1; row++) {
                int end = row * COLUMNS + validColumns - 1;
                for (int cell = row * COLUMNS; cell < end; cell++) {
                    float four = gated[cell] + gated[cell + 1] + gated[cell + COLUMNS] + gated[cell + COLUMNS + 1];
                    if (four > most) {
                        most = four;
                        where = cell;
                    }
                }
            }
            motion[channel] = most * unit;
            cells[channel] = strongestOfFour(where);
        }
    }

    private int strongestOfFour(int cell) {
        int upper = gated[cell] >= gated[cell + 1] ? cell : cell + 1;
        int lower = gated[cell + COLUMNS] >= gated[cell + COLUMNS + 1] ? cell + COLUMNS : cell + COLUMNS + 1;
        return gated[upper] >= gated[lower] ? upper : lower;
    }

    private Activations sample(int back) {
        return ring[times.place(back)];
    }

    private void makeRoom(long nanos) {
        Activations spare = null;
        if (times.breaksOff(nanos)) {
            // Of a calm camera every sample begins anew: it should not leave the one before for the collector.
            spare = newest();
            reset();
        }
        while (times.outgrown(nanos)) {
            dropOldest();
        }
        times.put(nanos);
        if (ring[times.newest()] == null) {
            ring[times.newest()] = spare == null ? new Activations() : spare;
        }
        if (sum == null && times.samples() > 1) {
            sum = new int[CHANNELS * CELLS];
        }
    }

    private void dropOldest() {
        int oldest = times.samples() - 1;
        if (oldest > 0) {
            accumulate(sample(oldest).levels, sample(oldest - 1).levels, -times.rate(times.place(oldest - 1)));
        }
        times.dropOldest();
    }

    private void settle(int pictureWidth, int pictureHeight) {
        if (times.samples() > 1) {
            accumulate(sample(1).levels, newest().levels, times.rate(times.newest()));
        }
        // A cell counts when its centre lies within the picture.
        validRows = Math.min(ROWS, (pictureHeight + CELL_PIXELS / 2 - 1) / CELL_PIXELS);
        validColumns = Math.min(COLUMNS, (pictureWidth + CELL_PIXELS / 2 - 1) / CELL_PIXELS);
        openGate();
    }

    private void accumulate(byte[] before, byte[] after, int factor) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += Math.abs((after[i] & 0xff) - (before[i] & 0xff)) * factor;
        }
    }

    /** Opens near every person seen within the window: by the largest centre of a cell and its eight neighbours. */
    private void openGate() {
        Arrays.fill(people, 0);
        for (int back = 0; back < times.samples(); back++) {
            float[] centres = sample(back).centres;
            for (int cell = 0; cell < CELLS; cell++) {
                people[cell] = Math.max(people[cell], centres[cell]);
            }
        }
        for (int cell = 0; cell < CELLS; cell++) {
            int row = cell / COLUMNS;
            int column = cell % COLUMNS;
            float most = 0;
            for (int y = Math.max(0, row - 1); y <= Math.min(ROWS - 1, row + 1); y++) {
                for (int x = Math.max(0, column - 1); x <= Math.min(COLUMNS - 1, column + 1); x++) {
                    most = Math.max(most, people[y * COLUMNS + x]);
                }
            }
            gate[cell] = Math.min(most / SURE_CENTRE, 1);
        }
    }
}
