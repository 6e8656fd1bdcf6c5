package dev.vigil.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.vigil.file.WholeFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Between which numbers a model's values lie, as they were measured on pictures: a model in whole numbers shares its
 * 256 steps out over them. They are kept beside the bundle, since who builds it has no clips to measure them on.
 *
 * @param modelSha256 of the ONNX file that they were measured on
 * @param pictures    how many they were measured on
 * @param percentile  share of the values, in per cent, that does not lie beyond one end
 * @param byTensor    the range of each tensor by its name
 */
public record Ranges(String modelSha256, int pictures, double percentile, SortedMap<String, Range> byTensor) {

    /** Its name, beside bundle.yaml. */
    static final String FILE = "ranges.yaml";
    /** Not {@code compile}, which stops at a file that is no good. */
    static final String COMMAND = "./mvnw exec:java@ranges -Ddata=FOLDER";
    /** A four-digit end is off by less than a step of 256. */
    private static final MathContext DIGITS = new MathContext(4);

    /** From the least to the most of the values that count; finite. */
    public record Range(float least, float most) {

        public Range {
            if (!(least <= most) || !Float.isFinite(most - least)) {
                throw new IllegalArgumentException("not a range: " + least + " to " + most);
            }
        }
    }

    /**
     * Reads the file in a bundle's folder.
     *
     * @throws ConversionException in one line that says what is wrong and what to do
     */
    static Ranges read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw mistake(file, "is missing, without which no int8 model can be made");
        }
        JsonNode yaml;
        try {
            yaml = new YAMLMapper().readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw mistake(file, "is not YAML: " + e.getOriginalMessage().lines().findFirst().get());
        }
        JsonNode pictures = yaml.path("pictures");
        JsonNode percentile = yaml.path("percentile");
        if (!yaml.path("model_sha256").asText().matches("[0-9a-f]{64}") || !pictures.isInt()
                || !percentile.isNumber() || !yaml.path("ranges").isObject()) {
            throw mistake(file, "must say model_sha256 (64 hexadecimal digits), pictures, percentile and ranges");
        }
        SortedMap<String, Range> byTensor = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : yaml.path("ranges").properties()) {
            byTensor.put(entry.getKey(), range(file, entry));
        }
        return new Ranges(yaml.path("model_sha256").asText(), pictures.asInt(), percentile.asDouble(), byTensor);
    }

    private static Range range(Path file, Map.Entry<String, JsonNode> entry) {
        JsonNode ends = entry.getValue();
        if (ends.size() == 2 && ends.path(0).isNumber() && ends.path(1).isNumber()) {
            try {
                return new Range(ends.get(0).floatValue(), ends.get(1).floatValue());
            } catch (IllegalArgumentException noRange) {
                // Told below, as any other that is none.
            }
        }
        throw mistake(file, "must give ranges as [least, most], but that of " + entry.getKey() + " is " + ends);
    }

    /** These, if they were measured on that model and hold its tensors; {@code file} is where they come from. */
    Ranges demand(Path file, Path model, String sha256, Iterable<String> tensors) {
        if (!modelSha256.equals(sha256)) {
            throw mistake(file, "was measured on a model of sha256 " + modelSha256 + ", but " + model + " has "
                    + sha256);
        }
        for (String tensor : tensors) {
            if (!byTensor.containsKey(tensor)) {
                throw mistake(file, "has no range of " + tensor + ", which is in " + model);
            }
        }
        return this;
    }

    private static ConversionException mistake(Path file, String what) {
        return new ConversionException(file + " " + what + ". Measure the ranges with " + COMMAND);
    }

    /** Writes them as {@link #read} reads them. */
    public void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder("# Between which numbers the model's values lie; written by ")
                .append(COMMAND).append('\n')
                // Quoted: digits with an e among them would be a number.
                .append("model_sha256: \"").append(modelSha256).append("\"\n")
                .append("pictures: ").append(pictures).append('\n')
                .append("percentile: ").append(percentile).append('\n')
                .append("ranges:\n");
        byTensor.forEach((tensor, range) -> text.append("  \"").append(tensor).append("\": [")
                .append(digits(range.least)).append(", ").append(digits(range.most)).append("]\n"));
        WholeFile.write(file, text.toString());
    }

    private static String digits(float value) {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
