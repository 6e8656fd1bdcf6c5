package dev.vigil.convert;

import dev.vigil.convert.OnnxGraph.Value;
import dev.vigil.convert.Operators.Operand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Translates a TensorFlow.js graph model into an ONNX model of the same numbers. It walks back from the wanted
 * outputs, so whatever they do not need (the graph's own decoding) is left out. The same input gives the same bytes.
 */
final class GraphConverter {

    /** Goes up when the same source would give other bytes than before: models made by an older one are stale. */
    static final String VERSION = "1";

    private final TfGraph source;
    private final OnnxGraph target;
    private final Operators operators;
    private final Recipe recipe;
    private final Map<String, String> outputNames = new HashMap<>();
    private final Map<String, Value> done = new HashMap<>();

    private GraphConverter(TfGraph source, Recipe recipe) {
        this.source = source;
        this.recipe = recipe;
        this.target = new OnnxGraph(recipe.name());
        this.operators = new Operators(source, target);
        recipe.nodes().forEach((output, node) -> outputNames.put(node, output));
    }

    /**
     * The bytes of the ONNX model.
     *
     * @throws ConversionException when the source is damaged or holds something the converter does not know
     */
    static byte[] convert(Recipe recipe, Path model, Path weights) throws IOException {
        return new GraphConverter(TfGraph.read(model, weights), recipe).convert();
    }

    private byte[] convert() {
        Map<String, Value> outputs = new LinkedHashMap<>();
        recipe.nodes().forEach((output, node) -> outputs.put(output, value(node)));
        outputs.values().forEach(target::output);
        return target.toBytes("vigil", VERSION);
    }

    private Value value(String name) {
        Value value = done.get(name);
        if (value == null) {
            value = translate(source.node(name));
            done.put(name, value);
        }
        return value;
    }

    private Value translate(TfNode node) {
        String output = outputNames.getOrDefault(node.name(), node.name());
        return switch (node.op()) {
            case "Placeholder" -> operators.pictures(recipe.input(), recipe.height(), recipe.width(), output);
            case "Cast" -> value(node.input(0)); // from bytes to floats, which the input already is
            case "Sub" -> operators.arithmetic("Sub", operand(node, 0), operand(node, 1), output);
            case "Mul" -> operators.arithmetic("Mul", operand(node, 0), operand(node, 1), output);
            case "AddV2" -> operators.arithmetic("Add", operand(node, 0), operand(node, 1), output);
            case "_FusedConv2D" -> operators.convolution(node, value(node.input(0)), output);
            case "FusedDepthwiseConv2dNative", "DepthwiseConv2dNative" ->
                    operators.depthwise(node, value(node.input(0)), output);
            case "MaxPool" -> operators.maxPool(node, value(node.input(0)), output);
            case "ResizeBilinear" -> operators.resize(node, value(node.input(0)), output);
            case "Sigmoid" -> operators.sigmoid(value(node.input(0)), output);
            default -> throw new ConversionException("the converter does not know the operation of " + node);
        };
    }

    private Operand operand(TfNode node, int index) {
        String input = node.input(index);
        if (source.isConstant(input)) {
            return operators.constant(input);
        }
        Value value = value(input);
        return new Operand(value.name(), value);
    }
}
