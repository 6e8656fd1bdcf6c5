package dev.vigil.inference.tensorrt;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which operators TensorRT takes, of which types, as far as its documents say so: the table of onnx-tensorrt
 * (github.com/onnx/onnx-tensorrt, docs/operators.md) for which there are and what holds for their attributes, and the
 * Operators Reference of TensorRT (docs.nvidia.com/deeplearning/tensorrt/latest/_static/operators) for the types of the
 * layers that they become. Bytes are for a network's input alone and may only be cast (NvInferRuntimeBase.h, kUINT8).
 * Only operators that graphs of ours or of the tests hold are here: a new one must be looked up first.
 */
final class OperatorTable {

    private static final Set<String> FLOATS = Set.of("FLOAT", "FLOAT16");
    private static final Set<String> NUMBERS = Set.of("FLOAT", "FLOAT16", "INT32", "INT64");
    private static final Set<String> ALL = Set.of("FLOAT", "FLOAT16", "INT32", "INT64", "BOOL");
    private static final Set<String> BYTES_TOO = Set.of("FLOAT", "FLOAT16", "INT32", "INT64", "BOOL", "UINT8");
    private static final Set<String> TRUTHS = Set.of("BOOL");
    /** A TopK takes no more; an ArgMax is one of 1. */
    private static final int MOST_OF_TOP_K = 3840;

    /** Types of its first input. */
    private static final Map<String, Set<String>> TYPES = new HashMap<>();

    static {
        put(FLOATS, "Conv", "Clip", "Relu", "Sigmoid", "MaxPool", "AveragePool", "Resize", "Exp", "Floor", "MatMul");
        put(NUMBERS, "Add", "Sub", "Mul", "Div", "Min", "Max", "Abs", "Less", "Greater", "ArgMax", "TopK", "ReduceMax",
                "ReduceSum", "ReduceMean");
        put(ALL, "Identity", "Transpose", "Reshape", "Squeeze", "Unsqueeze", "Expand", "Slice", "Concat", "Gather",
                "GatherElements");
        put(BYTES_TOO, "Cast");
        put(TRUTHS, "And", "Not", "Where");
    }

    private OperatorTable() {
    }

    private static void put(Set<String> types, String... operators) {
        for (String operator : operators) {
            TYPES.put(operator, types);
        }
    }

    /**
     * What TensorRT has against that node; empty where nothing is known.
     *
     * @param types     of its inputs, null for one that is left out
     * @param constants those of its inputs that are constants, by their place
     * @param k         of a TopK
     */
    static Optional<String> objection(NodeProto node, List<String> types, Set<Integer> constants, long k) {
        String operator = node.getOpType();
        Set<String> taken = TYPES.get(operator);
        if (!node.getDomain().isEmpty() || taken == null) {
            return Optional.of(operator + " is not among the operators that were looked up");
        }
        if (!taken.contains(types.get(0))) {
            return Optional.of(operator + " does not take " + types.get(0));
        }
        return switch (operator) {
            // Strongly typed: nothing is widened by itself.
            case "Add", "Sub", "Mul", "Div", "Min", "Max", "Less", "Greater", "And", "Concat", "Conv", "MatMul",
                    "Clip" -> objection(types.stream().filter(type -> type != null).distinct().count() == 1,
                            operator + " does not mix types: " + types);
            case "Where" -> objection(types.get(1).equals(types.get(2)), "Where does not mix types: " + types);
            case "Gather", "GatherElements" -> objection(Set.of("INT32", "INT64").contains(types.get(1)),
                    operator + " does not count by " + types.get(1));
            case "TopK" -> objection(constants.contains(1) && k <= MOST_OF_TOP_K,
                    "TopK of " + k + ", or of what is no constant");
            case "Reshape", "Squeeze", "Unsqueeze", "Expand", "ReduceSum" -> objection(types.size() < 2
                    || constants.contains(1), operator + " by what is no constant");
            case "Slice" -> objection(constants.containsAll(Set.of(1, 2, 3)), "Slice by what is no constant");
            case "MaxPool", "AveragePool" -> objection(node.getOutputCount() == 1
                    && ints(node, "kernel_shape").size() == 2
                    && ints(node, "dilations").stream().allMatch(dilation -> dilation == 1),
                    operator + " of other than two dimensions, dilated, or with indices");
            case "Resize" -> objection(Set.of("linear", "nearest").contains(text(node, "mode"))
                    && Set.of("half_pixel", "asymmetric", "align_corners").contains(
                            text(node, "coordinate_transformation_mode")) && "FLOAT".equals(types.get(2)),
                    "Resize in another mode");
            case "Cast" -> objection(!name(number(node, "to")).equals("UINT8") && (!types.get(0).equals("UINT8")
                    || FLOATS.contains(name(number(node, "to")))), "bytes within the graph, or made other than floats");
            default -> Optional.empty();
        };
    }

    private static Optional<String> objection(boolean fine, String words) {
        return fine ? Optional.empty() : Optional.of(words);
    }

    static String name(long type) {
        return TensorProto.DataType.forNumber((int) type).name();
    }

    static long number(NodeProto node, String attribute) {
        return find(node, attribute).map(AttributeProto::getI).orElse(0L);
    }

    private static List<Long> ints(NodeProto node, String attribute) {
        return find(node, attribute).map(AttributeProto::getIntsList).orElse(List.of());
    }

    private static String text(NodeProto node, String attribute) {
        return find(node, attribute).map(found -> found.getS().toStringUtf8()).orElse("");
    }

    private static Optional<AttributeProto> find(NodeProto node, String attribute) {
        return node.getAttributeList().stream().filter(one -> one.getName().equals(attribute)).findFirst();
    }
}
