package dev.vigil.inference;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.vigil.inference.Preparation.NumberType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Writes the operators of a preparation into a graph, in the order in which they run. All of them have been in ONNX
 * unchanged for longer than any operator set that engines still read, so the model's own set serves.
 */
final class Operators {

    private static final String PREFIX = "vigil_";

    private final GraphProto.Builder graph;
    private int made;

    Operators(GraphProto.Builder graph) {
        this.graph = graph;
    }

    /**
     * From bytes with the channels last, named {@code from}, to what the model takes, named {@code to}. TensorRT takes
     * bytes only to make numbers of them at once, and knows none within a graph.
     *
     * @param asNumbers whether a model of bytes takes numbers as well
     */
    void prepare(Preparation preparation, String from, String to, boolean asNumbers) {
        String value = cast(from, TensorProto.DataType.FLOAT, next());
        if (preparation.reversed()) {
            value = reverseChannels(value, preparation.layout().fromOurs.length - 1);
        }
        if (preparation.changesNumbers()) {
            value = node("Mul", next(), value, constant("factor", factors(preparation))).getOutput(0);
            value = node("Add", next(), value, constant("addend", addends(preparation))).getOutput(0);
        }
        if (!preparation.layout().isOurs()) {
            NodeProto.Builder transpose = node("Transpose", next(), value);
            AttributeProto.Builder order = transpose.addAttributeBuilder().setName("perm")
                    .setType(AttributeProto.AttributeType.INTS);
            for (long axis : preparation.layout().fromOurs) {
                order.addInts(axis);
            }
            value = transpose.getOutput(0);
        }
        if (preparation.type() == NumberType.FLOAT32 || preparation.type() == NumberType.UINT8 && asNumbers) {
            node("Identity", to, value);
        } else {
            cast(value, TensorProto.DataType.forNumber(preparation.type().onnx), to);
        }
    }

    /** Whether a model of bytes does as well with numbers: the first that it does is to make numbers of them. */
    static boolean castsFirst(GraphProto graph, String input) {
        return graph.getNodeList().stream().filter(node -> node.getInputList().contains(input))
                .allMatch(node -> node.getOpType().equals("Cast"));
    }

    /** {@code (x * scale - mean) / deviation} is {@code x * factor + addend}. */
    private static float[] factors(Preparation preparation) {
        float[] factors = new float[3];
        for (int channel = 0; channel < 3; channel++) {
            factors[channel] = (float) (preparation.scale() / preparation.deviation().get(channel));
        }
        return factors;
    }

    private static float[] addends(Preparation preparation) {
        float[] addends = new float[3];
        for (int channel = 0; channel < 3; channel++) {
            addends[channel] = (float) (-preparation.mean().get(channel) / preparation.deviation().get(channel));
        }
        return addends;
    }

    String cast(String from, TensorProto.DataType type, String to) {
        node("Cast", to, from).addAttributeBuilder().setName("to").setType(AttributeProto.AttributeType.INT)
                .setI(type.getNumber());
        return to;
    }

    private String reverseChannels(String value, int axis) {
        ByteBuffer order = ByteBuffer.allocate(3 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        order.asLongBuffer().put(new long[] {2, 1, 0});
        String indices = PREFIX + "bgr";
        graph.addInitializerBuilder().setName(indices).setDataType(TensorProto.DataType.INT64_VALUE).addDims(3)
                .setRawData(ByteString.copyFrom(order));
        NodeProto.Builder gather = node("Gather", next(), value, indices);
        gather.addAttributeBuilder().setName("axis").setType(AttributeProto.AttributeType.INT).setI(axis);
        return gather.getOutput(0);
    }

    private String constant(String name, float[] values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        graph.addInitializerBuilder().setName(PREFIX + name).setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addDims(values.length).setRawData(ByteString.copyFrom(raw));
        return PREFIX + name;
    }

    private NodeProto.Builder node(String operator, String output, String... inputs) {
        return graph.addNodeBuilder().setOpType(operator).setName(PREFIX + operator + graph.getNodeCount())
                .addAllInput(List.of(inputs)).addOutput(output);
    }

    private String next() {
        return PREFIX + "value" + made++;
    }
}
