package dev.vigil.convert;

import static dev.vigil.convert.OnnxGraph.integer;
import static dev.vigil.convert.OnnxGraph.integers;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;

/**
 * Puts two by two pixels together into one of twelve channels before the first convolution, which ONNX Runtime computes
 * slowly over three: 5 ms of a picture's 20, and 1.4 over twelve.
 *
 * <p>The convolution is of 3 x 3 with stride 2, padded at the right and below: {@code out[y, x] = sum over i, j of
 * w[i, j] * in[2y + i, 2x + j]}. With {@code i = 2a + s} and {@code j = 2b + t} the input {@code in[2 (y + a) + s,
 * 2 (x + b) + t]} is, of the pixel put together at {@code [y + a, x + b]}, the part {@code s, t}: a convolution of
 * 2 x 2 with stride 1, whose weights are 0 where i or j would be 3. Its padding, a row below and a column at the right,
 * is that of the other. Channel {@code (2s + t) * 3 + c} is colour c of part s, t.
 */
final class TwoByTwo {

    private static final int COLOURS = 3;
    private static final int CHANNELS = 4 * COLOURS;

    private TwoByTwo() {
    }

    /**
     * Writes what puts pictures together, bytes [N, height, width, 3] to [N, 12, height / 2, width / 2].
     *
     * @return the name of what comes out
     */
    static String pictures(OnnxGraph target, String input, int height, int width) {
        if (height % 2 != 0 || width % 2 != 0) {
            throw new ConversionException("int8 needs pictures of even height and width, not " + width + "x" + height);
        }
        // A row of two pixels is six bytes that lie together already; two of these are to lie together.
        target.node("Reshape", input + "/pairs", input, target.wholeNumbers(input + "/shape_of_pairs", -1, height / 2,
                2, width / 2, 2 * COLOURS));
        target.node("Transpose", input + "/fours", input + "/pairs").addAttribute(integers("perm", 0, 1, 3, 2, 4));
        target.node("Reshape", input + "/together", input + "/fours", target.wholeNumbers(input + "/shape_together",
                -1, height / 2, width / 2, CHANNELS));
        // ONNX Runtime computes with channels last and undoes this one.
        target.node("Transpose", input + "/bytes", input + "/together").addAttribute(integers("perm", 0, 3, 1, 2));
        return input + "/bytes";
    }

    /** That convolution over pictures put together. */
    static Convolution of(Convolution first) {
        int[] shape = first.shape();
        if (shape[1] != COLOURS || shape[2] != 3 || shape[3] != 3 || !first.numbers("strides").equals(List.of(2L, 2L))
                || !first.numbers("pads").equals(List.of(0L, 0L, 1L, 1L))
                || first.numbers("dilations").stream().anyMatch(dilation -> dilation != 1)) {
            throw new ConversionException(("int8 needs a first convolution of 3x3 over 3 channels with stride 2, "
                    + "padded at the right and below; %s is of %dx%d over %d, strides %s, pads %s").formatted(
                    first.node().getName(), shape[2], shape[3], shape[1], first.numbers("strides"),
                    first.numbers("pads")));
        }
        float[] weights = new float[shape[0] * CHANNELS * 4];
        for (int from = 0; from < first.weights().length; from++) {
            int j = from % 3;
            int i = from / 3 % 3;
            int colour = from / 9 % COLOURS;
            int out = from / 27;
            int channel = (2 * (i % 2) + j % 2) * COLOURS + colour;
            weights[((out * CHANNELS + channel) * 2 + i / 2) * 2 + j / 2] = first.weights()[from];
        }
        NodeProto node = first.node().toBuilder().clearAttribute().addAttribute(integer("group", 1))
                .addAttribute(integers("kernel_shape", 2, 2)).addAttribute(integers("strides", 1, 1))
                .addAttribute(integers("dilations", 1, 1)).addAttribute(integers("pads", 0, 0, 1, 1)).build();
        return new Convolution(node, new int[] {shape[0], CHANNELS, 2, 2}, weights, first.bias());
    }
}
