package dev.vigil.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.vigil.file.Sha256;
import dev.vigil.stream.PictureSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the bundle.yaml of a model bundle; every mistake in it is one line that names the file and the key. */
final class BundleFile {

    private static final String NAME = "bundle.yaml";

    private final Path file;
    private final JsonNode yaml;

    private BundleFile(Path file, JsonNode yaml) {
        this.file = file;
        this.yaml = yaml;
    }

    static ModelBundle read(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            throw new EngineException("no model bundle in " + folder.toAbsolutePath() + ": it has no " + NAME);
        }
        try {
            return new BundleFile(file, new YAMLMapper().readTree(file.toFile())).bundle(folder);
        } catch (JsonProcessingException e) {
            throw new EngineException(file + " is not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new EngineException("the model bundle in " + folder + " cannot be read: " + e, e);
        }
    }

    private ModelBundle bundle(Path folder) throws IOException {
        demand("/kind", "pose");
        demand("/input/type", "uint8");
        demand("/input/layout", "NHWC");
        demand("/input/colours", "RGB");
        PictureSize input = new PictureSize(positive("/input/width"), positive("/input/height"));
        List<String> outputs = names("/outputs");
        Path model = folder.resolve(text("/file"));
        if (!Files.exists(model)) {
            throw new EngineException(model.toAbsolutePath() + " is missing: " + (yaml.has("source")
                    ? "./mvnw compile makes it" : "put it there, or correct 'file' in " + file));
        }
        String name = folder.toAbsolutePath().normalize().getFileName().toString();
        return new ModelBundle(name, model, Sha256.of(model), input, outputs, head(folder));
    }

    private Optional<Path> head(Path folder) {
        if (!yaml.has("head")) {
            return Optional.empty();
        }
        Path head = folder.resolve(text("/head"));
        if (!Files.isDirectory(head)) {
            throw mistake("/head", "names '" + text("/head") + "', which is no folder of the bundle");
        }
        return Optional.of(head);
    }

    private void demand(String pointer, String supported) {
        String value = text(pointer);
        if (!value.equals(supported)) {
            throw mistake(pointer, "is '" + value + "'; only '" + supported + "' is supported");
        }
    }

    private String text(String pointer) {
        String text = yaml.at(pointer).asText();
        if (text.isBlank()) {
            throw mistake(pointer, "is missing");
        }
        return text;
    }

    private int positive(String pointer) {
        JsonNode number = yaml.at(pointer);
        if (!number.isInt() || number.asInt() <= 0) {
            throw mistake(pointer, "must be a positive whole number");
        }
        return number.asInt();
    }

    private List<String> names(String pointer) {
        List<String> names = new ArrayList<>();
        yaml.at(pointer).forEach(name -> names.add(name.asText()));
        if (names.isEmpty() || names.stream().anyMatch(String::isBlank)) {
            throw mistake(pointer, "must list the names of the outputs to compute");
        }
        return List.copyOf(names);
    }

    private EngineException mistake(String pointer, String what) {
        return new EngineException(file + ": " + pointer.substring(1).replace('/', '.') + " " + what);
    }
}
