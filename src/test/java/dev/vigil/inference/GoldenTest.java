package dev.vigil.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our converted model gives what the original graph gives. */
class GoldenTest {

    private static GoldenNumbers golden;
    private static OnnxEngine engine;

    @BeforeAll
    static void openTheModelWithItsBackboneToo() throws IOException {
        golden = new GoldenNumbers();
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
        byte[] pixels = new byte[picture.capacity()];
        picture.get(0, pixels);
        assertEquals(golden.picture(scene).get("sha256").asText(),
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pixels)),
                "both languages must draw the same picture");

        engine.input().put(0, picture, 0, picture.capacity());
        engine.run(1);

        golden.compare(scene, engine.outputs());
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
}
