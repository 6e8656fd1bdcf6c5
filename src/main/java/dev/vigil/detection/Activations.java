package dev.vigil.detection;

import dev.vigil.inference.Outputs;
import dev.vigil.inference.SampleTimes;
import dev.vigil.inference.Tensor;

/**
 * What the pose model's last backbone layer and its person centres say of one picture, small enough to be kept: the
 * activations (0 to 6 after their Relu6) in 255 steps, and the best person centre near each cell.
 *
 * <p>A cell is one place of the layer, 32 x 32 pixels of the model's input; there are {@link #ROWS} x {@link #COLUMNS}.
 * Reused from picture to picture. Not for use by two threads at once.
 */
public final class Activations {

    /** Channels of the layer. */
    public static final int CHANNELS = 1280;
    public static final int ROWS = 8;
    public static final int COLUMNS = 14;
    /** Cells of one channel, row by row. */
    public static final int CELLS = ROWS * COLUMNS;
    /** Input pixels of one cell, along each side. */
    public static final int CELL_PIXELS = 32;
    /** What one step of {@link #levels} stands for. */
    public static final float STEP = SampleTimes.STEP;

    /** Cells of the person centres under one of ours, along each side. */
    private static final int FINE = 8;

    /** The activation of each channel and cell, [channel][cell], as unsigned steps. */
    public final byte[] levels = new byte[CHANNELS * CELLS];
    /** The largest person centre (0 to 1) within each cell. */
    public final float[] centres = new float[CELLS];
    /** When the picture arrived, monotonic. */
    public long nanos;

    /** Reads activations from the model's outputs; windows of one thread may share it. */
    public static final class Reader {

        private final float[] layer = new float[CHANNELS * CELLS];
        private final float[] centre = new float[CELLS * FINE * FINE];

        /**
         * Reads frame {@code index} of a batch.
         *
         * @throws IllegalArgumentException when the model gives no such layer
         */
        public void read(Outputs outputs, int index, long nanos, Activations into) {
            Tensor layers = checked(outputs.tensor("backbone"), CHANNELS, ROWS, COLUMNS);
            layers.data().get(index * layers.frameFloats(), layer);
            into.nanos = nanos;
            quantise(layer, into.levels);
            if (outputs.has("centres")) {
                // The model's own graph has pooled them already.
                Tensor centres = checked(outputs.tensor("centres"), 1, ROWS, COLUMNS);
                centres.data().get(index * CELLS, into.centres);
            } else {
                Tensor centres = checked(outputs.tensor("center"), 1, ROWS * FINE, COLUMNS * FINE);
                centres.data().get(index * centres.frameFloats(), centre);
                pool(centre, into.centres);
            }
        }
    }

    void copyFrom(Activations other) {
        nanos = other.nanos;
        System.arraycopy(other.levels, 0, levels, 0, levels.length);
        System.arraycopy(other.centres, 0, centres, 0, centres.length);
    }

    /** Rounds to the nearest step; what is outside 0 to 6 (or no number) goes to the nearer end (or 0). */
    static void quantise(float[] values, byte[] levels) {
        for (int i = 0; i < values.length; i++) {
            int level = (int) (values[i] * (1 / STEP) + 0.5f);
            levels[i] = (byte) Math.max(0, Math.min(255, level));
        }
    }

    private static void pool(float[] fine, float[] coarse) {
        for (int cell = 0; cell < CELLS; cell++) {
            int top = cell / COLUMNS * FINE;
            int left = cell % COLUMNS * FINE;
            float most = 0;
            for (int y = top; y < top + FINE; y++) {
                for (int x = left; x < left + FINE; x++) {
                    most = Math.max(most, fine[y * COLUMNS * FINE + x]);
                }
            }
            coarse[cell] = most;
        }
    }

    private static Tensor checked(Tensor tensor, int channels, int height, int width) {
        if (tensor.channels() != channels || tensor.height() != height || tensor.width() != width) {
            throw new IllegalArgumentException("the fight head needs " + tensor.name() + " [N, " + channels + ", "
                    + height + ", " + width + "], not [N, " + tensor.channels() + ", " + tensor.height() + ", "
                    + tensor.width() + "]");
        }
        return tensor;
    }
}
