package dev.vigil.detection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.vigil.file.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The trained part of the fight detector: one linear layer over the standardised {@link FightFeatures}, and the
 * logistic curve that turns its score into a confidence.
 *
 * <p>A head is a folder. {@code head.yaml} holds the definition of the features, bias, slope and offset, the name and
 * SHA-256 of the weights file, and where it all comes from; the weights are three runs of {@link FightFeatures#COUNT}
 * little-endian float32: means, deviations, weights. Immutable.
 */
public final class FightHead {

    /** Standardised features are cut off here, so that no single channel decides. */
    public static final float CLIP = 4;
    private static final int COUNT = FightFeatures.COUNT;
    private static final String NAME = "head.yaml";

    private final float[] mean;
    private final float[] inverseDeviation;
    private final float[] weight;
    private final double bias;
    private final double slope;
    private final double offset;

    /**
     * Makes a head of its numbers; the arrays have {@link FightFeatures#COUNT} each.
     *
     * @param slope  of the logistic curve, positive
     * @param offset of the logistic curve
     * @throws IllegalArgumentException when a length is wrong, a number is not finite or a deviation not positive
     */
    public FightHead(float[] mean, float[] deviation, float[] weight, double bias, double slope, double offset) {
        this.mean = checked("mean", mean);
        this.inverseDeviation = checked("deviation", deviation);
        this.weight = checked("weight", weight);
        this.bias = bias;
        this.slope = slope;
        this.offset = offset;
        for (int i = 0; i < COUNT; i++) {
            if (inverseDeviation[i] <= 0) {
                throw new IllegalArgumentException("deviation " + i + " is not positive");
            }
            inverseDeviation[i] = 1 / inverseDeviation[i];
        }
        if (!Double.isFinite(bias) || !Double.isFinite(offset) || !Double.isFinite(slope) || slope <= 0) {
            throw new IllegalArgumentException("bias, slope and offset must be finite and the slope positive");
        }
    }

    private static float[] checked(String what, float[] values) {
        if (values.length != COUNT) {
            throw new IllegalArgumentException("needs " + COUNT + " numbers of " + what + ", not " + values.length);
        }
        for (int i = 0; i < COUNT; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(what + " " + i + " is not a finite number");
            }
        }
        return values.clone();
    }

    /**
     * Reads the head in that folder.
     *
     * @throws IllegalArgumentException with one line that names the file and what is wrong with it
     */
    public static FightHead load(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            JsonNode yaml = new YAMLMapper().readTree(file.toFile());
            String definition = yaml.path("features").asText();
            if (!definition.equals(FightFeatures.DEFINITION)) {
                throw new IllegalArgumentException("was trained on the features '" + definition
                        + "', but this Vigil computes '" + FightFeatures.DEFINITION + "'");
            }
            byte[] bytes = Files.readAllBytes(folder.resolve(yaml.path("weights").path("file").asText()));
            if (bytes.length != 3 * COUNT * Float.BYTES) {
                throw new IllegalArgumentException("its weights must be " + 3 * COUNT * Float.BYTES + " bytes, not "
                        + bytes.length);
            }
            if (!Sha256.of(bytes).equals(yaml.path("weights").path("sha256").asText())) {
                throw new IllegalArgumentException("its weights are not those it was written with (SHA-256 differs)");
            }
            FloatBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
            return new FightHead(next(floats), next(floats), next(floats), number(yaml, "bias"),
                    number(yaml, "slope"), number(yaml, "offset"));
        } catch (JsonProcessingException notYaml) {
            throw new IllegalArgumentException("fight head " + file + " is not YAML");
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("fight head " + file + " cannot be read: " + unreadable);
        } catch (IllegalArgumentException mistake) {
            throw new IllegalArgumentException("fight head " + file + ": " + mistake.getMessage());
        }
    }

    /** The weights file of this head; {@link #load} takes it with the numbers that {@link #numbers()} names. */
    public byte[] weights() {
        ByteBuffer bytes = ByteBuffer.allocate(3 * COUNT * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer floats = bytes.asFloatBuffer().put(mean);
        for (float inverse : inverseDeviation) {
            floats.put(1 / inverse);
        }
        floats.put(weight);
        return bytes.array();
    }

    /** Bias, slope and offset, by the names that head.yaml gives them. */
    public Map<String, Double> numbers() {
        return Map.of("bias", bias, "slope", slope, "offset", offset);
    }

    private static float[] next(FloatBuffer floats) {
        float[] values = new float[COUNT];
        floats.get(values);
        return values;
    }

    private static double number(JsonNode yaml, String key) {
        if (!yaml.path(key).isNumber()) {
            throw new IllegalArgumentException(key + " must be a number");
        }
        return yaml.path(key).asDouble();
    }

    /** How likely these features are a fight, 0 to 100. */
    public double confidence(float[] features) {
        return 100 / (1 + Math.exp(-(slope * score(features) + offset)));
    }

    /** The raw score of these features: 0 is where the fit itself would draw the line. */
    public double score(float[] features) {
        double sum = bias;
        for (int i = 0; i < COUNT; i++) {
            sum += contribution(features, i);
        }
        return sum;
    }

    /** What feature {@code i} adds to the score. */
    float contribution(float[] features, int i) {
        float standard = (features[i] - mean[i]) * inverseDeviation[i];
        return weight[i] * Math.max(-CLIP, Math.min(CLIP, standard));
    }
}
