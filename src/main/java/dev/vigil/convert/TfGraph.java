package dev.vigil.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A TensorFlow.js graph model in memory: its operations and its constants, by name. */
final class TfGraph {

    private final Map<String, TfNode> nodes = new HashMap<>();
    private final Map<String, Weight> weights = new HashMap<>();

    private TfGraph() {
    }

    /**
     * Reads a model.json and the one weights file that goes with it.
     *
     * @throws ConversionException when they are not a graph model or do not belong together
     */
    static TfGraph read(Path model, Path weights) throws IOException {
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(model.toFile());
        } catch (JsonProcessingException e) {
            throw new ConversionException(model.getFileName() + " is not JSON: " + e.getOriginalMessage());
        }
        if (!json.path("format").asText().equals("graph-model")) {
            throw new ConversionException(model.getFileName() + " is not a TensorFlow.js graph model");
        }
        TfGraph graph = new TfGraph();
        for (JsonNode node : json.path("modelTopology").path("node")) {
            TfNode read = TfNode.read(node);
            graph.nodes.put(read.name(), read);
        }
        graph.readWeights(json.path("weightsManifest"), ByteBuffer.wrap(Files.readAllBytes(weights)), weights);
        return graph;
    }

    private void readWeights(JsonNode manifest, ByteBuffer data, Path file) {
        long offset = 0;
        for (JsonNode group : manifest) {
            for (JsonNode entry : group.path("weights")) {
                String name = entry.path("name").asText();
                int[] shape = new int[entry.path("shape").size()];
                for (int i = 0; i < shape.length; i++) {
                    shape[i] = entry.path("shape").get(i).asInt();
                }
                Weight.Type type = type(name, entry);
                long end = offset + (long) Weight.count(shape) * type.size;
                if (end <= data.limit()) {
                    weights.put(name, new Weight(name, shape, type, data.slice((int) offset, (int) (end - offset))));
                }
                offset = end;
            }
        }
        if (offset != data.limit()) {
            throw new ConversionException("%s holds %d bytes but its manifest describes %d: the file is damaged"
                    .formatted(file.getFileName(), data.limit(), offset));
        }
    }

    private static Weight.Type type(String name, JsonNode entry) {
        JsonNode stored = entry.path("quantization").path("dtype");
        String type = stored.isMissingNode() ? entry.path("dtype").asText() : stored.asText();
        return switch (type) {
            case "float16" -> Weight.Type.FLOAT16;
            case "float32" -> Weight.Type.FLOAT32;
            case "int32" -> Weight.Type.INT32;
            default -> throw new ConversionException("constant " + name + " is stored as " + type
                    + ": the converter knows float16, float32 and int32");
        };
    }

    TfNode node(String name) {
        TfNode node = nodes.get(name);
        if (node == null) {
            throw new ConversionException("the graph has no node " + name);
        }
        return node;
    }

    boolean isConstant(String name) {
        return weights.containsKey(name);
    }

    Weight weight(String name) {
        Weight weight = weights.get(name);
        if (weight == null) {
            throw new ConversionException("the graph has no constant " + name);
        }
        return weight;
    }
}
