package dev.vigil.inference.tensorrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.vigil.inference.GraphsForEngines;
import dev.vigil.inference.ModelBundle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No graph that Vigil gives to TensorRT holds an operator, type or attribute that TensorRT's documents say it does not
 * take. What its own parser says of them is asked by {@link ParserWithoutGpuTest}, where it can be had.
 */
class OperatorTableTest {

    @TempDir
    Path folder;

    @Test
    void everyGraphHoldsOnlyWhatTensorRtTakes() throws IOException {
        Map<String, ByteBuffer> graphs = GraphsForEngines.all(folder);
        assertTrue(graphs.size() > 10, graphs.keySet()::toString);
        for (Map.Entry<String, ByteBuffer> graph : graphs.entrySet()) {
            assertEquals(Set.of(), objections(ModelProto.parseFrom(graph.getValue())), graph.getKey());
        }
    }

    @Test
    void whatItDoesNotTakeIsFound() throws IOException {
        ModelProto motion = ModelProto.parseFrom(GraphsForEngines.all(folder).get("movenet-multipose-fp16-motion"));
        assertFound("motion/27: Unique is not among the operators that were looked up",
                changed(motion, "motion/27", node -> node.setOpType("Unique")));
        assertFound("motion/4: Sub does not mix types: [FLOAT16, FLOAT]",
                changed(motion, "motion/4", node -> node.setInput(0, "motion/0")));
        assertFound("motion/5: Abs does not take BOOL", changed(motion, "motion/4", node -> node.setOpType("Less")));
        assertFound("motion/1: bytes within the graph, or made other than floats", changed(motion, "motion/1",
                node -> node.getAttributeBuilder(0).setI(TensorProto.DataType.UINT8_VALUE)));
        assertFound("motion/14: MaxPool of other than two dimensions, dilated, or with indices",
                changed(motion, "motion/14", node -> node.addOutput("indices")));
        assertFound("motion/13: Reshape by what is no constant",
                changed(motion, "motion/13", node -> node.setInput(1, "window")));
    }

    /** It computes with the pictures' bytes; a GPU has the model in half precision. */
    @Test
    void theModelInWholeNumbersIsForProcessors() throws IOException {
        assertFound("frames/pairs: Reshape does not take UINT8", ModelProto.parseFrom(
                ModelBundle.load(Path.of("models/movenet-multipose-int8")).network().onnx()));
    }

    private static void assertFound(String objection, ModelProto model) {
        Set<String> found = objections(model);
        assertTrue(found.contains(objection), found::toString);
    }

    private interface Change {
        void of(NodeProto.Builder node);
    }

    private static ModelProto changed(ModelProto model, String output, Change change) {
        ModelProto.Builder changed = model.toBuilder();
        change.of(changed.getGraphBuilder().getNodeBuilderList().stream()
                .filter(node -> node.getOutput(0).equals(output)).findFirst().orElseThrow());
        return changed.build();
    }

    private static Set<String> objections(ModelProto model) {
        Map<String, String> types = new HashMap<>();
        Map<String, TensorProto> constants = new HashMap<>();
        model.getGraph().getInputList().forEach(input -> types.put(input.getName(),
                OperatorTable.name(input.getType().getTensorType().getElemType())));
        model.getGraph().getInitializerList().forEach(constant -> {
            types.put(constant.getName(), OperatorTable.name(constant.getDataType()));
            constants.put(constant.getName(), constant);
        });
        Set<String> objections = new TreeSet<>();
        for (NodeProto node : model.getGraph().getNodeList()) {
            List<String> ofInputs = new ArrayList<>();
            Set<Integer> constant = new HashSet<>();
            for (String input : node.getInputList()) {
                if (constants.containsKey(input)) {
                    constant.add(ofInputs.size());
                }
                ofInputs.add(types.get(input));
            }
            long k = node.getOpType().equals("TopK") ? wholeNumber(constants.get(node.getInput(1))) : 0;
            OperatorTable.objection(node, ofInputs, constant, k)
                    .ifPresent(words -> objections.add(node.getOutput(0) + ": " + words));
            types.put(node.getOutput(0), outputType(node, ofInputs));
            if (node.getOutputCount() > 1) {
                types.put(node.getOutput(1), "INT64");
            }
        }
        return objections;
    }

    private static String outputType(NodeProto node, List<String> inputs) {
        return switch (node.getOpType()) {
            case "Cast" -> OperatorTable.name(OperatorTable.number(node, "to"));
            case "Less", "Greater", "And", "Not" -> "BOOL";
            case "ArgMax" -> "INT64";
            case "Where" -> inputs.get(1);
            default -> inputs.get(0);
        };
    }

    private static long wholeNumber(TensorProto constant) {
        return Optional.ofNullable(constant).map(one -> one.getRawData().asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN).getLong()).orElse(Long.MAX_VALUE);
    }
}
