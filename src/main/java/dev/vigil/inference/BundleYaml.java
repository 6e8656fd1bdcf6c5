package dev.vigil.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The bundle.yaml of a model bundle. Every mistake in it is one line that names the file, the key and what was
 * expected; keys are given as JSON pointers, such as {@code /input/width}.
 */
public final class BundleYaml {

    static final String NAME = "bundle.yaml";
    private static final YAMLMapper YAML =
            YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final Path file;
    private final JsonNode yaml;

    private BundleYaml(Path file, JsonNode yaml) {
        this.file = file;
        this.yaml = yaml;
    }

    /** That of a bundle which was put together without a file: it holds nothing. */
    static BundleYaml none() {
        return new BundleYaml(Path.of(NAME), MissingNode.getInstance());
    }

    static BundleYaml read(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            throw new EngineException("no model bundle in " + folder.toAbsolutePath() + ": it has no " + NAME);
        }
        try {
            return new BundleYaml(file, YAML.readTree(file.toFile()));
        } catch (JsonProcessingException e) {
            throw new EngineException(file + " is not YAML" + (e.getLocation() == null ? ""
                    : ", line " + e.getLocation().getLineNr()) + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new EngineException("the model bundle in " + folder + " cannot be read: " + e, e);
        }
    }

    public boolean has(String pointer) {
        return !yaml.at(pointer).isMissingNode();
    }

    /** Nothing else may stand there: a misspelt key must not be a key that is left out. */
    public void allowOnly(String pointer, Set<String> keys) {
        for (Iterator<String> names = yaml.at(pointer).fieldNames(); names.hasNext();) {
            String name = names.next();
            if (!keys.contains(name)) {
                throw mistake(pointer + "/" + name, "is not known here; there are " + String.join(", ",
                        keys.stream().sorted().toList()));
            }
        }
    }

    public String text(String pointer) {
        JsonNode node = yaml.at(pointer);
        if (!node.isValueNode() || node.asText().isBlank()) {
            throw mistake(pointer, node.isContainerNode() ? "must be a text" : "is missing");
        }
        return node.asText().strip();
    }

    public int positive(String pointer) {
        JsonNode number = yaml.at(pointer);
        if (!number.isInt() || number.asInt() <= 0) {
            throw mistake(pointer, "must be a positive whole number" + found(number));
        }
        return number.asInt();
    }

    /** A number above {@code above} and up to {@code most}. */
    public double number(String pointer, double above, double most) {
        JsonNode number = yaml.at(pointer);
        double value = number.asDouble(Double.NaN);
        if (!number.isNumber() || !(value > above && value <= most)) {
            throw mistake(pointer, "must be a number above " + plain(above) + " and up to " + plain(most)
                    + found(number));
        }
        return value;
    }

    /** Three numbers, one for each channel. */
    List<Double> triple(String pointer, List<Double> otherwise) {
        if (!has(pointer)) {
            return otherwise;
        }
        List<Double> values = new ArrayList<>();
        yaml.at(pointer).forEach(number -> values.add(number.isNumber() ? number.asDouble() : Double.NaN));
        if (values.size() != 3 || values.stream().anyMatch(value -> !Double.isFinite(value))) {
            throw mistake(pointer, "must be three numbers, one for each channel" + found(yaml.at(pointer)));
        }
        return List.copyOf(values);
    }

    /** Names in a list, one or more. */
    List<String> names(String pointer) {
        List<String> names = new ArrayList<>();
        yaml.at(pointer).forEach(name -> names.add(name.isObject() ? name.path("name").asText() : name.asText()));
        if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
            throw mistake(pointer, "must list the names of the outputs to compute");
        }
        return List.copyOf(names);
    }

    /** How many entries the list there has; 0 where there is none. */
    public int size(String pointer) {
        return yaml.at(pointer).isArray() ? yaml.at(pointer).size() : 0;
    }

    /** Whether it is a mapping with keys of its own. */
    public boolean isMapping(String pointer) {
        return yaml.at(pointer).isObject();
    }

    public EngineException mistake(String pointer, String what) {
        return new EngineException(file + ": " + pointer.substring(1).replace('/', '.') + " " + what);
    }

    private static String found(JsonNode node) {
        return node.isMissingNode() ? "; it is missing" : ", not " + node;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
