package dev.vigil.convert;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/**
 * A convolution with its numbers at hand, before they become whole ones.
 *
 * @param shape   of the weights: [channels out, channels in, height, width]
 * @param weights in that order
 * @param bias    one number for each channel out; null where there is none
 */
record Convolution(NodeProto node, int[] shape, float[] weights, float[] bias) {

    static Convolution of(NodeProto node, Map<String, TensorProto> constants) {
        TensorProto weights = constant(node, 1, constants);
        int[] shape = weights.getDimsList().stream().mapToInt(Math::toIntExact).toArray();
        if (shape.length != 4) {
            throw new ConversionException("convolution " + node.getName() + " has weights of " + shape.length
                    + " dimensions; pictures have 4");
        }
        return new Convolution(node, shape, floats(weights),
                node.getInputCount() > 2 ? floats(constant(node, 2, constants)) : null);
    }

    private static TensorProto constant(NodeProto node, int input, Map<String, TensorProto> constants) {
        TensorProto constant = constants.get(node.getInput(input));
        if (constant == null) {
            throw new ConversionException("convolution " + node.getName() + " computes with " + node.getInput(input)
                    + ", which is no constant");
        }
        return constant;
    }

    /** The numbers of a constant. */
    static float[] floats(TensorProto constant) {
        if (constant.getDataType() != TensorProto.DataType.FLOAT.getNumber()) {
            throw new ConversionException("constant " + constant.getName() + " is not float32");
        }
        FloatBuffer raw = constant.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[] values = new float[raw.remaining()];
        raw.get(values);
        return values;
    }

    int channelsOut() {
        return shape[0];
    }

    /** How many weights make one channel out. */
    int weightsOfOne() {
        return shape[1] * shape[2] * shape[3];
    }

    /** An attribute of several numbers; empty where it is left out. */
    List<Long> numbers(String attribute) {
        return node.getAttributeList().stream().filter(one -> one.getName().equals(attribute)).findFirst()
                .map(AttributeProto::getIntsList).orElse(List.of());
    }

    /** The same over other numbers. */
    Convolution with(float[] newBias) {
        return new Convolution(node, shape, weights, newBias);
    }
}
