package dev.vigil.convert;

import static dev.vigil.convert.OnnxGraph.integer;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.vigil.convert.Ranges.Range;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes scales, zeros and weights in eight bits. Values are unsigned bytes, {@code scale * (byte - zero)}, with one
 * scale for a tensor; weights are signed, from -127 to 127 times a scale of each channel out, without a zero, so that
 * sums need no correction for it; a bias is in whole numbers of what the two scales come to, as the sums are.
 */
final class EightBitConstants {

    private static final int[] SCALAR = {};
    private static final int MOST_OF_VALUES = 255;
    private static final int MOST_OF_WEIGHTS = 127;
    /** Leaves as much of 32 bits to the sums as to the bias. */
    private static final double MOST_OF_BIAS = 1 << 30;

    private final OnnxGraph target;

    EightBitConstants(OnnxGraph target) {
        this.target = target;
    }

    /** How bytes stand for a tensor's values; {@code scaleName} and {@code zeroName} are the constants that say so. */
    record Steps(float scale, String scaleName, String zeroName) {
    }

    /** Steps that share that range out, widened to hold 0, which paddings are. */
    Steps steps(String tensor, Range range) {
        double least = Math.min(0, range.least());
        double most = Math.max(0, range.most());
        float scale = most > least ? (float) ((most - least) / MOST_OF_VALUES) : 1;
        return steps(tensor, scale, (int) Math.min(MOST_OF_VALUES, Math.rint(-least / scale)));
    }

    Steps steps(String tensor, float scale, int zero) {
        return new Steps(scale, target.constant(tensor + "/scale", SCALAR, scale), target.constant(tensor + "/zero",
                DataType.UINT8, SCALAR, ByteBuffer.wrap(new byte[] {(byte) zero})));
    }

    /** Writes the convolution's weights and bias; gives the names by which its node reads them as floats. */
    String[] write(Convolution convolution, Steps input) {
        String name = convolution.node().getName();
        float[] scales = scales(convolution, input);
        ByteBuffer weights = ByteBuffer.allocate(convolution.weights().length);
        for (int i = 0; i < convolution.weights().length; i++) {
            weights.put((byte) Math.rint(convolution.weights()[i] / scales[i / convolution.weightsOfOne()]));
        }
        int[] channels = {scales.length};
        String weightName = widened(name + "/weights",
                target.constant(name + "/weights/bytes", DataType.INT8, convolution.shape(), weights.flip()),
                target.constant(name + "/weights/scale", channels, scales),
                target.constant(name + "/weights/zero", DataType.INT8, channels, ByteBuffer.allocate(scales.length)));
        if (convolution.bias() == null) {
            return new String[] {weightName};
        }
        ByteBuffer bias = ByteBuffer.allocate(scales.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        float[] biasScales = new float[scales.length];
        for (int channel = 0; channel < scales.length; channel++) {
            biasScales[channel] = input.scale() * scales[channel];
            bias.putInt((int) Math.rint(convolution.bias()[channel] / (double) biasScales[channel]));
        }
        String biasName = widened(name + "/bias",
                target.constant(name + "/bias/whole", DataType.INT32, channels, bias.flip()),
                target.constant(name + "/bias/scale", channels, biasScales),
                target.constant(name + "/bias/zero", DataType.INT32, channels,
                        ByteBuffer.allocate(scales.length * Integer.BYTES)));
        return new String[] {weightName, biasName};
    }

    /** By channel: the largest weight is 127, unless the bias would not fit then, as where all weights are about 0. */
    private static float[] scales(Convolution convolution, Steps input) {
        float[] scales = new float[convolution.channelsOut()];
        for (int i = 0; i < convolution.weights().length; i++) {
            int channel = i / convolution.weightsOfOne();
            scales[channel] = Math.max(scales[channel], Math.abs(convolution.weights()[i]) / MOST_OF_WEIGHTS);
        }
        for (int channel = 0; channel < scales.length; channel++) {
            double forBias = convolution.bias() == null ? 0
                    : Math.abs(convolution.bias()[channel]) / (input.scale() * MOST_OF_BIAS);
            scales[channel] = Math.max(scales[channel], (float) forBias);
            scales[channel] = scales[channel] == 0 ? 1 : scales[channel];
        }
        return scales;
    }

    private String widened(String name, String... constants) {
        target.node("DequantizeLinear", name, constants).addAttribute(integer("axis", 0));
        return name;
    }
}
