package dev.vigil.inference;

import java.util.List;

/**
 * What becomes of a picture's bytes before a model sees them: {@code (byte * scale - mean) / deviation} for each of the
 * model's three channels, in another order of dimensions and colours where the model wants one.
 *
 * @param layout    order of the model's dimensions, such as {@code NTCHW}
 * @param type      of the model's numbers
 * @param reversed  whether the model's channels are blue, green, red
 * @param scale     1 leaves 0 to 255
 * @param mean      in the order of the model's channels, of the scaled numbers
 * @param deviation likewise, positive
 */
record Preparation(Layout layout, NumberType type, boolean reversed, double scale, List<Double> mean,
        List<Double> deviation) {

    /** Orders of dimensions: batch, time, channels, height, width. Ours is the one that ends with HWC. */
    enum Layout {
        NHWC(0, 1, 2, 3), NCHW(0, 3, 1, 2), NTHWC(0, 1, 2, 3, 4), NTCHW(0, 1, 4, 2, 3), NCTHW(0, 4, 1, 2, 3);

        /** Which of our dimensions each of the model's is. */
        final long[] fromOurs;

        Layout(long... fromOurs) {
            this.fromOurs = fromOurs;
        }

        boolean isClip() {
            return fromOurs.length == 5;
        }

        boolean isOurs() {
            for (int i = 0; i < fromOurs.length; i++) {
                if (fromOurs[i] != i) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Types of a model's input, with their numbers in the ONNX format. */
    enum NumberType {
        UINT8(2), FLOAT32(1), FLOAT16(10);

        final int onnx;

        NumberType(int onnx) {
            this.onnx = onnx;
        }

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Whether the model takes our bytes as they are. */
    boolean changesNothing() {
        return layout.isOurs() && type == NumberType.UINT8 && !reversed;
    }

    boolean changesNumbers() {
        return scale != 1 || !mean.equals(List.of(0.0, 0.0, 0.0)) || !deviation.equals(List.of(1.0, 1.0, 1.0));
    }
}
