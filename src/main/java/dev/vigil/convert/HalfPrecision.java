package dev.vigil.convert;

import static dev.vigil.convert.OnnxGraph.integer;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;

/**
 * Rewrites a float32 graph for half precision: weights become halves and everything from the first convolution on is
 * computed in them. What prepares the pictures stays float32, and so do the outputs, so that nobody outside sees a
 * difference but in the last digits. An engine that computes each node in the type the file gives it needs no more.
 */
final class HalfPrecision {

    private static final String HALVED = "/half";

    private final GraphProto original;
    private final GraphProto.Builder target = GraphProto.newBuilder();
    private final Set<String> outputs = new HashSet<>();
    /** Constants that stay float32: those of nodes before the first convolution, and scales of a Resize. */
    private final Set<String> keptFloat = new HashSet<>();

    private HalfPrecision(GraphProto original) {
        this.original = original;
        original.getOutputList().forEach(output -> outputs.add(output.getName()));
    }

    static GraphProto of(GraphProto graph) {
        return new HalfPrecision(graph).convert();
    }

    private GraphProto convert() {
        target.setName(original.getName()).addAllInput(original.getInputList());
        int first = OnnxGraph.firstConvolution(original, "half precision");
        String pictures = original.getNode(first).getInput(0);
        for (int i = 0; i < original.getNodeCount(); i++) {
            NodeProto node = original.getNode(i);
            if (i < first) {
                keptFloat.addAll(node.getInputList());
                target.addNode(node);
            } else {
                if (i == first) {
                    cast(pictures, pictures + HALVED, TensorProto.DataType.FLOAT16);
                }
                target.addNode(halved(node, pictures));
            }
        }
        for (ValueInfoProto output : original.getOutputList()) {
            cast(output.getName() + HALVED, output.getName(), TensorProto.DataType.FLOAT);
            target.addOutput(output);
        }
        original.getInitializerList().forEach(weight -> target.addInitializer(halved(weight)));
        return target.build();
    }

    private NodeProto halved(NodeProto node, String pictures) {
        NodeProto.Builder halved = node.toBuilder();
        for (int i = 0; i < node.getInputCount(); i++) {
            halved.setInput(i, node.getInput(i).equals(pictures) ? pictures + HALVED : name(node.getInput(i)));
        }
        for (int i = 0; i < node.getOutputCount(); i++) {
            halved.setOutput(i, name(node.getOutput(i)));
        }
        if (node.getOpType().equals("Resize") && node.getInputCount() > 2) {
            keptFloat.add(node.getInput(2));
        }
        return halved.build();
    }

    /** An output keeps its name for its float32 self. */
    private String name(String tensor) {
        return outputs.contains(tensor) ? tensor + HALVED : tensor;
    }

    private void cast(String from, String to, TensorProto.DataType type) {
        target.addNodeBuilder().setOpType("Cast").setName(to + "/cast").addInput(from).addOutput(to)
                .addAttribute(integer("to", type.getNumber()));
    }

    private TensorProto halved(TensorProto weight) {
        if (weight.getDataType() != TensorProto.DataType.FLOAT.getNumber() || keptFloat.contains(weight.getName())) {
            return weight;
        }
        ByteBuffer floats = weight.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer halves = ByteBuffer.allocate(floats.remaining() / 2).order(ByteOrder.LITTLE_ENDIAN);
        while (floats.hasRemaining()) {
            float value = floats.getFloat();
            short half = Half.of(value);
            if (Float.isInfinite(Half.toFloat(half))) {
                throw new ConversionException("weight " + weight.getName() + " holds " + value
                        + ", too large for half precision");
            }
            halves.putShort(half);
        }
        return weight.toBuilder().setDataType(TensorProto.DataType.FLOAT16.getNumber())
                .setRawData(ByteString.copyFrom(halves.flip())).build();
    }
}
