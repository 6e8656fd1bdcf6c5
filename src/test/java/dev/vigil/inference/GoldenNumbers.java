package dev.vigil.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** What the original graph gives for the drawn pictures; see src/test/golden/README.md for where the numbers are from. */
final class GoldenNumbers {

    /** The errors allowed are those measured when the conversion rules were found, with a little room. */
    static final Map<String, Float> ALLOWED = Map.of(
            "center", 1e-5f, "center_max", 1e-5f, "kpt_heatmap", 1e-5f, "box_offset", 1e-4f, "kpt_offset", 1e-4f,
            "kpt_regress", 5e-4f, "box_scale", 5e-4f, "backbone", 1e-3f);

    private final JsonNode golden;

    GoldenNumbers() throws IOException {
        try (InputStream json = GoldenNumbers.class.getResourceAsStream("/golden/movenet-multipose.json")) {
            golden = new ObjectMapper().readTree(json);
        }
    }

    JsonNode picture(String scene) {
        return golden.at("/pictures/" + scene);
    }

    /** Compares what the engine gave for the first picture of its batch. */
    void compare(String scene, Outputs outputs) {
        JsonNode expected = picture(scene).get("outputs");
        assertEquals(ALLOWED.size(), expected.size());
        expected.properties().forEach(output -> compare(outputs.tensor(output.getKey()), output.getValue()));
    }

    private static void compare(Tensor tensor, JsonNode expected) {
        String name = tensor.name();
        int[] shape = {tensor.channels(), tensor.height(), tensor.width()};
        assertArrayEquals(new int[] {expected.at("/shape/0").asInt(), expected.at("/shape/1").asInt(),
            expected.at("/shape/2").asInt()}, shape, name);
        float allowed = ALLOWED.get(name);
        JsonNode indexes = expected.get("index");
        assertTrue(indexes.size() >= 150, name);
        for (int i = 0; i < indexes.size(); i++) {
            int index = indexes.get(i).asInt();
            assertEquals(expected.get("value").get(i).floatValue(), tensor.data().get(index), allowed,
                    () -> name + "[" + index + "]");
        }
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        double sum = 0;
        for (int i = 0; i < tensor.frameFloats(); i++) {
            float value = tensor.data().get(i);
            min = Math.min(min, value);
            max = Math.max(max, value);
            sum += value;
        }
        assertEquals(expected.get("min").floatValue(), min, allowed, name + " min");
        assertEquals(expected.get("max").floatValue(), max, allowed, name + " max");
        assertEquals(expected.get("sum").doubleValue(), sum, allowed * tensor.frameFloats() / 10, name + " sum");
    }
}
