package dev.vigil.convert;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which values of a graph become bytes where it computes in whole numbers: those that convolutions and additions take
 * and give. What only an activation reads is none of them; the activation's own values are, since one node does both.
 */
final class ByteTensors {

    private static final Set<String> COMPUTING = Set.of("Conv", "Add");
    private static final Set<String> ACTIVATIONS = Set.of("Relu", "Clip");

    private final List<NodeProto> nodes;
    private final int first;
    private final Set<String> constants = new LinkedHashSet<>();
    private final Map<String, List<NodeProto>> readers = new HashMap<>();
    private final Set<String> outputs = new LinkedHashSet<>();

    ByteTensors(GraphProto graph) {
        nodes = graph.getNodeList();
        first = OnnxGraph.firstConvolution(graph, "whole numbers");
        graph.getInitializerList().forEach(constant -> constants.add(constant.getName()));
        graph.getOutputList().forEach(output -> outputs.add(output.getName()));
        for (NodeProto node : nodes) {
            node.getInputList().forEach(input -> readers.computeIfAbsent(input, none -> new ArrayList<>()).add(node));
        }
    }

    /** The index of the first convolution, whose pictures are bytes already. */
    int first() {
        return first;
    }

    static boolean computes(NodeProto node) {
        return COMPUTING.contains(node.getOpType());
    }

    /** The activation that alone reads what that node gives; null where there is none. */
    NodeProto activation(NodeProto computing) {
        String given = computing.getOutput(0);
        List<NodeProto> all = readers.getOrDefault(given, List.of());
        return all.size() == 1 && ACTIVATIONS.contains(all.get(0).getOpType()) && !outputs.contains(given)
                ? all.get(0) : null;
    }

    /** Their names, in the order in which they are computed. The pictures, which have their range, are left out. */
    Set<String> names() {
        Set<String> wanted = new LinkedHashSet<>();
        for (NodeProto node : nodes.subList(first, nodes.size())) {
            if (computes(node)) {
                NodeProto activation = activation(node);
                wanted.add((activation == null ? node : activation).getOutput(0));
                List<String> inputs = node.getOpType().equals("Conv") ? List.of(node.getInput(0)) : node.getInputList();
                inputs.stream().filter(input -> !constants.contains(input)).forEach(wanted::add);
            }
        }
        wanted.remove(nodes.get(first).getInput(0));
        Set<String> inOrder = new LinkedHashSet<>();
        nodes.forEach(node -> node.getOutputList().stream().filter(wanted::contains).forEach(inOrder::add));
        return inOrder;
    }

    /** Those of them that no further convolution or addition makes anything of: what the model is asked for. */
    Set<String> heads() {
        Set<String> needed = new LinkedHashSet<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            NodeProto node = nodes.get(i);
            if (computes(node) || node.getOutputList().stream().anyMatch(needed::contains)) {
                needed.addAll(node.getInputList());
            }
        }
        Set<String> heads = names();
        heads.removeAll(needed);
        return heads;
    }
}
