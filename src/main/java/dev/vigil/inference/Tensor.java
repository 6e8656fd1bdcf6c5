package dev.vigil.inference;

import java.nio.FloatBuffer;

/**
 * One output of a batch: {@code data} holds [maxBatch, channels, height, width] floats, row-major, in native memory.
 * Frame i begins at {@code i * frameFloats()}.
 */
public record Tensor(String name, int channels, int height, int width, FloatBuffer data) {

    /** Floats of one frame. */
    public int frameFloats() {
        return channels * height * width;
    }
}
