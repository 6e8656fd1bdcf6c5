package dev.vigil.convert;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Arrays;
import java.util.Map;

/**
 * What a graph does to its pictures before the first convolution, as a scale and a zero of their bytes. Casting and
 * normalising make {@code scale * byte + offset} of a byte, and that is just what a convolution in whole numbers takes
 * a byte for, {@code scale * (byte - zero)}, but for the part of a step by which the zero is no whole number: the bytes
 * can go in as they are. That part is the same everywhere, so it goes into the bias. (At the picture's edge, where the
 * padding is 0 and has no such part, that is wrong by at most half a step in the padded pixels.)
 */
final class PictureBytes {

    private static final int CHANNELS = 3;
    private static final int MOST = 255;

    private final double[] scale = new double[CHANNELS];
    private final double[] offset = new double[CHANNELS];
    private final int zero;

    /** @param first the index of the first convolution; all before it must prepare the pictures */
    PictureBytes(GraphProto graph, int first, Map<String, TensorProto> constants) {
        Arrays.fill(scale, 1);
        String value = graph.getInput(0).getName();
        for (NodeProto node : graph.getNodeList().subList(0, first)) {
            if (!node.getInput(0).equals(value)) {
                throw notLinear(node);
            }
            prepare(node, constants);
            value = node.getOutput(0);
        }
        if (!graph.getNode(first).getInput(0).equals(value) || scale[0] <= 0 || scale[1] != scale[0]
                || scale[2] != scale[0]) {
            throw new ConversionException("int8 needs a first convolution that reads the pictures, all three colours "
                    + "scaled alike; here the scales are " + Arrays.toString(scale));
        }
        zero = (int) Math.rint(-Arrays.stream(offset).average().orElseThrow() / scale[0]);
        if (zero < 0 || zero > MOST) {
            throw new ConversionException("int8 needs pictures whose 0 lies among their bytes, not at " + zero);
        }
    }

    private void prepare(NodeProto node, Map<String, TensorProto> constants) {
        switch (node.getOpType()) {
            case "Cast", "Transpose" -> { } // neither changes a number
            case "Sub", "Add", "Mul" -> {
                TensorProto constant = constants.get(node.getInput(1));
                if (constant == null) {
                    throw notLinear(node);
                }
                float[] numbers = Convolution.floats(constant);
                for (int channel = 0; channel < CHANNELS; channel++) {
                    apply(node.getOpType(), channel, numbers[numbers.length == 1 ? 0 : channel]);
                }
            }
            default -> throw notLinear(node);
        }
    }

    private void apply(String operator, int channel, float number) {
        switch (operator) {
            case "Sub" -> offset[channel] -= number;
            case "Add" -> offset[channel] += number;
            default -> {
                scale[channel] *= number;
                offset[channel] *= number;
            }
        }
    }

    private static ConversionException notLinear(NodeProto node) {
        return new ConversionException("int8 needs pictures that are only cast, transposed, shifted and scaled before "
                + "the first convolution; " + node.getOpType() + " " + node.getName() + " is something else");
    }

    float scale() {
        return (float) scale[0];
    }

    int zero() {
        return zero;
    }

    /** That convolution for bytes: with what the zero lacks of each colour's offset in its bias. */
    Convolution of(Convolution first) {
        float[] bias = first.bias() == null ? new float[first.channelsOut()] : first.bias().clone();
        int taps = first.shape()[2] * first.shape()[3];
        for (int i = 0; i < first.weights().length; i++) {
            int channel = i / taps % CHANNELS;
            bias[i / first.weightsOfOne()] += (float) (first.weights()[i] * (offset[channel] + scale[0] * zero));
        }
        return first.with(bias);
    }
}
