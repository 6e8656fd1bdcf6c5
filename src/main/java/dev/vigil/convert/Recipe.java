package dev.vigil.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a bundle's model is made, as the {@code source} part of its bundle.yaml says.
 *
 * @param name        the bundle's folder name
 * @param file        the ONNX file to make, in that folder
 * @param input       name that the ONNX input gets
 * @param npmPackage  the package that holds the source
 * @param size        how big its download is, in words, for whoever waits for it
 * @param model       the graph, a TensorFlow.js model.json
 * @param weights     its weights
 * @param nodes       output name to node of the graph, in the order of the file's outputs
 */
record Recipe(String name, String file, String input, int width, int height, String npmPackage, String version,
        String size, SourceFile model, SourceFile weights, Map<String, String> nodes) {

    /** The bundle's description, in its folder. */
    static final String FILE = "bundle.yaml";

    /** A file of the package and the SHA-256 (lower-case hex) that it must have. */
    record SourceFile(String path, String sha256) {

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /**
     * Reads the bundle in that folder; null when it does not say which package its model comes from.
     *
     * @throws ConversionException naming what is missing
     */
    static Recipe read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        JsonNode yaml;
        try {
            yaml = new YAMLMapper().readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new ConversionException(file + " is not YAML: " + e.getOriginalMessage().lines().findFirst().get());
        }
        if (yaml.path("source").isMissingNode() || yaml.at("/source").has("bundle")) {
            return null;
        }
        Fields fields = new Fields(file, yaml);
        Map<String, String> nodes = new LinkedHashMap<>();
        yaml.at("/source/nodes").properties().forEach(node -> nodes.put(node.getKey(), node.getValue().asText()));
        if (nodes.isEmpty()) {
            throw new ConversionException(file + ": source.nodes must name at least one output");
        }
        return new Recipe(folder.getFileName().toString(), fields.text("/file"), fields.text("/input/name"),
                fields.number("/input/width"), fields.number("/input/height"), fields.text("/source/package"),
                fields.text("/source/version"), fields.text("/source/size"), fields.file("/source/model"),
                fields.file("/source/weights"), nodes);
    }

    private record Fields(Path file, JsonNode yaml) {

        String text(String pointer) {
            String text = yaml.at(pointer).asText();
            if (text.isBlank()) {
                throw new ConversionException(file + ": " + pointer.substring(1).replace('/', '.') + " is missing");
            }
            return text;
        }

        int number(String pointer) {
            int number = yaml.at(pointer).asInt();
            if (number <= 0) {
                throw new ConversionException(
                        file + ": " + pointer.substring(1).replace('/', '.') + " must be a positive number");
            }
            return number;
        }

        SourceFile file(String pointer) {
            return new SourceFile(text(pointer + "/file"), text(pointer + "/sha256"));
        }
    }
}
