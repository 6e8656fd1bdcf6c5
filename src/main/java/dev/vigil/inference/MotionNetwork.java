package dev.vigil.inference;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The second network of a pose bundle, which reckons the motion that the fight head weighs: the engine keeps samples of
 * each camera's backbone layer in its own memory, and 10 KB a picture come back in place of 573.
 *
 * <p>The bundle's first network gives {@value #LEVELS}, halves [N, {@link #CHANNELS}, {@link #ROWS}, {@link #COLUMNS}],
 * and {@value #CENTRES}, floats [N, 1, rows, columns]; both stay with the engine, which gives {@value #MOTION} and
 * {@value #WINDOW} in their place.
 *
 * @param file   the ONNX file
 * @param sha256 of it, lower-case hex
 */
public record MotionNetwork(Path file, String sha256) {

    public static final String LEVELS = "levels";
    public static final String CENTRES = "centres";
    public static final String MOTION = "motion";
    public static final String WINDOW = "window";

    public static final int CHANNELS = 1280;
    public static final int ROWS = 8;
    public static final int COLUMNS = 14;
    /** Places of the layer. */
    public static final int CELLS = ROWS * COLUMNS;

    /** Bytes of one sample's levels. */
    public static final int LEVELS_BYTES = CHANNELS * CELLS * Short.BYTES;
    /** Bytes of one sample's centres. */
    public static final int CENTRES_BYTES = CELLS * Float.BYTES;
    /** Numbers of one camera's motion. */
    public static final int MOTION_FLOATS = 2 * CHANNELS;
    public static final int MOTION_BYTES = MOTION_FLOATS * Float.BYTES;
    /** Cameras whose samples one network can look at: further ones would be beyond what 31 bits can number. */
    public static final int MOST_SLOTS = Integer.MAX_VALUE / (SampleTimes.CAPACITY * CHANNELS * CELLS);

    /**
     * The ONNX model, a direct buffer.
     *
     * @throws EngineException where the file cannot be read, or is not the one it was
     */
    public ByteBuffer onnx() {
        return new Network(file, Optional.empty(), Optional.of(sha256)).onnx();
    }
}
