package dev.vigil.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our converted model gives what the original graph gives: see src/test/golden/README.md for where the numbers come
 * from. The errors allowed are those measured when the conversion rules were found, with a little room.
 */
class GoldenTest {

    private static final Map<String, Float> ALLOWED = Map.of(
            "center", 1e-5f, "center_max", 1e-5f, "kpt_heatmap", 1e-5f, "box_offset", 1e-4f, "kpt_offset", 1e-4f,
            "kpt_regress", 5e-4f, "box_scale", 5e-4f, "backbone", 1e-3f);

    private static JsonNode golden;
    private static OnnxEngine engine;

    @BeforeAll
    static void openTheModelWithItsBackboneToo() throws IOException {
        try (InputStream json = GoldenTest.class.getResourceAsStream("/golden/movenet-multipose.json")) {
            golden = new ObjectMapper().readTree(json);
        }
        ModelBundle bundle = ModelBundle.load(Path.of("models/movenet-multipose"));
        List<String> outputs = new ArrayList<>(bundle.outputs());
        outputs.add("backbone");
        engine = new OnnxEngine(
                new ModelBundle(bundle.name(), bundle.file(), bundle.sha256(), bundle.input(), outputs, bundle.head()), 1, 2);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one_person", "two_people", "empty_room"})
    void everyOutputIsWhatTensorFlowGivesForTheOriginalGraph(String scene) throws Exception {
        ByteBuffer picture = GoldenPictures.draw(scene);
        JsonNode expected = golden.at("/pictures/" + scene);
        byte[] pixels = new byte[picture.capacity()];
        picture.get(0, pixels);
        assertEquals(expected.get("sha256").asText(),
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pixels)),
                "both languages must draw the same picture");

        engine.input().put(0, picture, 0, picture.capacity());
        engine.run(1);

        assertEquals(ALLOWED.size(), expected.get("outputs").size());
        expected.get("outputs").properties().forEach(output -> compare(output.getKey(), output.getValue()));
    }

    @Test
    void aDrawnPersonIsSeenAndAnEmptyRoomIsNot() {
        // Not only equal numbers but sensible ones: channels in the right order, RGB not BGR.
        assertTrue(highestCentre("one_person") > 0.9);
        assertTrue(highestCentre("empty_room") < 0.2);
    }

    private static float highestCentre(String scene) {
        engine.input().put(0, GoldenPictures.draw(scene), 0, engine.bundle().input().rgbBytes());
        engine.run(1);
        Tensor center = engine.outputs().tensor("center");
        float highest = 0;
        for (int i = 0; i < center.frameFloats(); i++) {
            highest = Math.max(highest, center.data().get(i));
        }
        return highest;
    }

    private static void compare(String name, JsonNode expected) {
        Tensor tensor = engine.outputs().tensor(name);
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
