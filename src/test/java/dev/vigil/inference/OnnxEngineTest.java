package dev.vigil.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.stream.PictureSize;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxEngineTest {

    private final ModelBundle bundle = ModelBundle.load(Path.of("models/movenet-multipose"));

    @Test
    void aBatchGivesWhatItsPicturesGiveOneByOne() {
        List<String> scenes = List.of("one_person", "two_people", "empty_room");
        try (OnnxEngine engine = new OnnxEngine(bundle, 4, 2)) {
            Map<String, float[]> alone = new HashMap<>();
            for (String scene : scenes) {
                put(engine, 0, scene);
                engine.run(1);
                for (String output : bundle.outputs()) {
                    alone.put(scene + output, frame(engine, output, 0));
                }
            }
            for (int i = 0; i < scenes.size(); i++) {
                put(engine, i, scenes.get(i));
            }
            engine.run(3);
            for (int i = 0; i < scenes.size(); i++) {
                for (String output : bundle.outputs()) {
                    float[] expected = alone.get(scenes.get(i) + output);
                    float[] inBatch = frame(engine, output, i);
                    for (int f = 0; f < expected.length; f++) {
                        assertEquals(expected[f], inBatch[f], 1e-4f, output);
                    }
                }
            }
        }
    }

    @Test
    void itsTensorsStayTheSameObjectsAndOnlyKnownOnesAreGiven() {
        try (OnnxEngine engine = new OnnxEngine(bundle, 1, 1)) {
            Tensor before = engine.outputs().tensor("center");
            engine.run(1);
            assertSame(before, engine.outputs().tensor("center"));
            String message = assertThrows(IllegalArgumentException.class,
                    () -> engine.outputs().tensor("mask")).getMessage();
            assertTrue(message.contains("mask") && message.contains("kpt_offset"), message);
        }
    }

    @Test
    void batchesLargerThanItsBuffersAreRefused() {
        try (OnnxEngine engine = new OnnxEngine(bundle, 2, 1)) {
            assertThrows(IllegalArgumentException.class, () -> engine.run(3));
            assertThrows(IllegalArgumentException.class, () -> engine.run(0));
        }
    }

    @Test
    void itOpensAndClosesTwentyTimesAndClosingTwiceIsHarmless() {
        for (int i = 0; i < 20; i++) {
            OnnxEngine engine = new OnnxEngine(bundle, 1, 1);
            if (i % 5 == 0) {
                engine.run(1);
            }
            engine.close();
            engine.close();
        }
    }

    @Test
    void anOutputThatTheModelDoesNotHaveIsNamedTogetherWithThoseItHas() {
        String message = refusal(new ModelBundle("mine", bundle.file(), bundle.sha256(), bundle.input(),
                List.of("center", "heads"), Optional.empty()));
        assertTrue(message.contains("model mine") && message.contains("no output 'heads'")
                && message.contains("backbone"), message);
    }

    @Test
    void anInputSizeOtherThanTheBundlesIsNamedWithBothSizes() {
        String message = refusal(new ModelBundle("mine", bundle.file(), bundle.sha256(), new PictureSize(256, 256),
                bundle.outputs(), Optional.empty()));
        assertTrue(message.contains("[N, 256, 256, 3]") && message.contains("448"), message);
    }

    @Test
    void aFileThatIsNoModelIsNamed(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("model.onnx"), "not a model");
        String message = refusal(new ModelBundle("mine", file, "", bundle.input(), bundle.outputs(),
                Optional.empty()));
        assertTrue(message.contains(file.toString()) && message.contains("cannot be loaded"), message);
    }

    private static String refusal(ModelBundle wrong) {
        return assertThrows(EngineException.class, () -> new OnnxEngine(wrong, 1, 1).close()).getMessage();
    }

    private static void put(OnnxEngine engine, int index, String scene) {
        ByteBuffer picture = GoldenPictures.draw(scene);
        engine.input().put(index * picture.capacity(), picture, 0, picture.capacity());
    }

    private static float[] frame(OnnxEngine engine, String output, int index) {
        Tensor tensor = engine.outputs().tensor(output);
        float[] values = new float[tensor.frameFloats()];
        tensor.data().get(index * tensor.frameFloats(), values);
        return values;
    }
}
