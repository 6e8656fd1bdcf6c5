package dev.vigil.convert;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.vigil.convert.EightBitConstants.Steps;
import dev.vigil.convert.Ranges.Range;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites a float32 graph so that an engine can compute its convolutions and additions in whole numbers: what they
 * take and give is written down as bytes and read as floats again (QuantizeLinear, DequantizeLinear), and ONNX Runtime
 * makes one node in bytes of each such sandwich. An activation is left out, since bytes that do not reach beyond its
 * limits have been cut off there already. The pictures go in as they are, and the outputs stay float32.
 */
final class EightBits {

    private final GraphProto original;
    private final Map<String, Range> ranges;
    private final ByteTensors tensors;
    private final Set<String> names;
    private final Map<String, TensorProto> constants = new HashMap<>();
    private final OnnxGraph target;
    private final EightBitConstants numbers;
    private final Map<String, Steps> steps = new HashMap<>();
    /** What the activations give that are left out. */
    private final Set<String> leftOut = new HashSet<>();

    private EightBits(GraphProto original, Map<String, Range> ranges) {
        this.original = original;
        this.ranges = ranges;
        tensors = new ByteTensors(original);
        names = tensors.names();
        original.getInitializerList().forEach(constant -> constants.put(constant.getName(), constant));
        target = new OnnxGraph(original.getName());
        numbers = new EightBitConstants(target);
    }

    /** @param ranges one for each of {@link ByteTensors#names} */
    static GraphProto of(GraphProto graph, Map<String, Range> ranges) {
        return new EightBits(graph, ranges).convert();
    }

    private GraphProto convert() {
        target.proto().addAllInput(original.getInputList()).addAllOutput(original.getOutputList());
        firstConvolution();
        for (NodeProto node : original.getNodeList().subList(tensors.first() + 1, original.getNodeCount())) {
            if (ByteTensors.computes(node)) {
                compute(node, inputs(node));
            } else if (!leftOut.contains(node.getOutput(0))) {
                copy(node);
            }
        }
        return target.proto().build();
    }

    /** Over the pictures as they come, two by two pixels together. */
    private void firstConvolution() {
        NodeProto node = original.getNode(tensors.first());
        PictureBytes bytes = new PictureBytes(original, tensors.first(), constants);
        String input = original.getInput(0).getName();
        var shape = original.getInput(0).getType().getTensorType().getShape();
        String pictures = TwoByTwo.pictures(target, input, (int) shape.getDim(1).getDimValue(),
                (int) shape.getDim(2).getDimValue());
        Steps pictureSteps = numbers.steps(input, bytes.scale(), bytes.zero());
        String floats = input + "/normalised";
        target.node("DequantizeLinear", floats, pictures, pictureSteps.scaleName(), pictureSteps.zeroName());
        Convolution first = TwoByTwo.of(bytes.of(Convolution.of(node, constants)));
        compute(first.node(), inputs(floats, numbers.write(first, pictureSteps)));
    }

    private List<String> inputs(NodeProto node) {
        if (!node.getOpType().equals("Conv")) {
            keepConstants(node);
            return node.getInputList();
        }
        Steps input = steps.get(node.getInput(0));
        return inputs(node.getInput(0), numbers.write(Convolution.of(node, constants), input));
    }

    private static List<String> inputs(String values, String... weights) {
        return weights.length == 1 ? List.of(values, weights[0]) : List.of(values, weights[0], weights[1]);
    }

    private void compute(NodeProto node, List<String> inputs) {
        NodeProto activation = tensors.activation(node);
        String output = (activation == null ? node : activation).getOutput(0);
        target.proto().addNode(node.toBuilder().clearInput().addAllInput(inputs).setOutput(0, output + "/float"));
        if (activation == null) {
            bytes(output, ranges.get(output));
        } else {
            leftOut.add(output);
            bytes(output, within(activation, ranges.get(output)));
        }
    }

    private void copy(NodeProto node) {
        NodeProto.Builder copy = node.toBuilder();
        if (names.contains(node.getOutput(0))) {
            copy.setOutput(0, node.getOutput(0) + "/float");
        }
        keepConstants(node);
        target.proto().addNode(copy);
        if (names.contains(node.getOutput(0))) {
            bytes(node.getOutput(0), ranges.get(node.getOutput(0)));
        }
    }

    private void keepConstants(NodeProto node) {
        node.getInputList().stream().filter(constants::containsKey).forEach(constant -> target.constant(constant,
                TensorProto.DataType.forNumber(constants.get(constant).getDataType()),
                constants.get(constant).getDimsList().stream().mapToInt(Math::toIntExact).toArray(),
                constants.get(constant).getRawData().asReadOnlyByteBuffer()));
    }

    /** Writes the tensor's floats as bytes, and these as the tensor that all others read. */
    private void bytes(String tensor, Range range) {
        Steps its = numbers.steps(tensor, range);
        steps.put(tensor, its);
        target.node("QuantizeLinear", tensor + "/bytes", tensor + "/float", its.scaleName(), its.zeroName());
        // The node that computes the tensor has its name already.
        target.node("DequantizeLinear", tensor, tensor + "/bytes", its.scaleName(), its.zeroName())
                .setName(tensor + "/widened");
    }

    /** What of a range lies within an activation's limits, which cuts off what lies beyond. */
    private Range within(NodeProto activation, Range range) {
        float least = 0;
        float most = Float.MAX_VALUE;
        if (activation.getOpType().equals("Clip")) {
            least = Convolution.floats(constants.get(activation.getInput(1)))[0];
            most = Convolution.floats(constants.get(activation.getInput(2)))[0];
        }
        if (least != 0) {
            throw new ConversionException("int8 knows activations that cut off below 0; " + activation.getName()
                    + " does at " + least);
        }
        return new Range(0, Math.min(most, Math.max(0, range.most())));
    }
}
