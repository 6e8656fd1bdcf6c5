package dev.vigil.inference.tensorrt;

import java.util.Locale;

/**
 * How float32 parts of a model are computed. Half precision is no choice here but a property of the model: TensorRT
 * computes each part in the type that the ONNX file gives it (docs/gpu.md).
 */
public enum Precision {
    /** Products with 10 bits of mantissa, sums in float32, on tensor cores. */
    TF32,
    /** All of it in float32. */
    FP32;

    /** @param tf32 whether the shorter mantissa is allowed */
    public static Precision of(boolean tf32) {
        return tf32 ? TF32 : FP32;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
