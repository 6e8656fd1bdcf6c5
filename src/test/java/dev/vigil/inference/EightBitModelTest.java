package dev.vigil.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.vigil.detection.Activations;
import dev.vigil.detection.People;
import dev.vigil.detection.Person;
import dev.vigil.detection.PoseDecoder;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The variant in whole numbers sees the people that the model itself sees: scores within 0.08, boxes within 2.5 % of
 * the picture, keypoints within 1.5 % and activations within 10 of 255 steps on the average. Its sums are exact on
 * every processor, so these hold everywhere alike.
 */
class EightBitModelTest {

    private static final List<String> SCENES = List.of("one_person", "two_people", "empty_room");
    private static OnnxEngine whole;
    private static OnnxEngine eight;
    private final PoseDecoder decoder = new PoseDecoder();

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        whole = new OnnxEngine(ModelBundle.load(Path.of("models/movenet-multipose")), 1, 1);
        eight = new OnnxEngine(ModelBundle.load(Path.of("models/movenet-multipose-int8")), 3, 2);
    }

    @AfterAll
    static void close() {
        whole.close();
        eight.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one_person", "two_people", "empty_room"})
    void peopleAndActivationsAreTheSameWithinItsSteps(String scene) {
        People expected = seen(whole, scene);
        People found = seen(eight, scene);
        assertEquals(scene.equals("empty_room") ? 0 : scene.equals("one_person") ? 1 : 2, expected.count());
        assertEquals(expected.count(), found.count());
        for (int p = 0; p < expected.count(); p++) {
            Person nearest = found.get(0);
            for (int q = 1; q < found.count(); q++) {
                nearest = Math.abs(found.get(q).left - expected.get(p).left)
                        < Math.abs(nearest.left - expected.get(p).left) ? found.get(q) : nearest;
            }
            compare(expected.get(p), nearest);
        }
        compareActivations();
    }

    private People seen(OnnxEngine engine, String scene) {
        put(engine, 0, scene);
        engine.run(1);
        People people = decoder.newPeople();
        decoder.decode(engine.outputs(), 0, 448, 256, people);
        return people;
    }

    private static void compare(Person expected, Person found) {
        assertEquals(expected.score, found.score, 0.08f);
        assertEquals(expected.left, found.left, 0.025f);
        assertEquals(expected.top, found.top, 0.025f);
        assertEquals(expected.right, found.right, 0.025f);
        assertEquals(expected.bottom, found.bottom, 0.025f);
        double distance = 0;
        for (int k = 0; k < Person.KEYPOINTS; k++) {
            distance += Math.hypot(expected.keypointX[k] - found.keypointX[k],
                    expected.keypointY[k] - found.keypointY[k]) / Person.KEYPOINTS;
        }
        assertTrue(distance < 0.015, "keypoints are off by " + distance);
    }

    private static void compareActivations() {
        Activations.Reader reader = new Activations.Reader();
        Activations expected = new Activations();
        Activations found = new Activations();
        reader.read(whole.outputs(), 0, 0, expected);
        reader.read(eight.outputs(), 0, 0, found);
        double mean = LevelDifference.between(expected, found).mean();
        System.out.printf("eight bits: activations differ by %.1f steps on the average%n", mean);
        assertTrue(mean < 10, "mean " + mean);
    }

    @Test
    void aBatchGivesWhatItsPicturesGiveOneByOne() {
        Map<String, float[]> alone = new HashMap<>();
        for (String scene : SCENES) {
            put(eight, 0, scene);
            eight.run(1);
            eight.bundle().outputs().forEach(output -> alone.put(scene + output, frame(output, 0)));
        }
        for (int i = 0; i < SCENES.size(); i++) {
            put(eight, i, SCENES.get(i));
        }
        eight.run(SCENES.size());
        for (int i = 0; i < SCENES.size(); i++) {
            for (String output : eight.bundle().outputs()) {
                assertArrayEquals(alone.get(SCENES.get(i) + output), frame(output, i), 1e-5f, output);
            }
        }
    }

    /** The Q and DQ of the file are there for this: without it the model would be slower than that of floats. */
    @Test
    void onnxRuntimeComputesEveryConvolutionAndAdditionInWholeNumbers() throws Exception {
        Path optimised = folder.resolve("optimised.onnx");
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizedModelFilePath(optimised.toString());
            // It warns that the file is of use on this machine only.
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            environment.createSession(eight.bundle().file().toString(), options).close();
        }
        Map<String, Integer> counts = new TreeMap<>();
        ModelProto.parseFrom(Files.readAllBytes(optimised)).getGraph().getNodeList()
                .forEach(node -> counts.merge(node.getOpType(), 1, Integer::sum));
        assertEquals(80, counts.get("QLinearConv"), counts::toString);
        assertEquals(13, counts.get("QLinearAdd"), counts::toString);
        assertTrue(Set.of("QLinearConv", "QLinearAdd", "Transpose", "Reshape", "QuantizeLinear", "DequantizeLinear",
                "Resize", "Sigmoid", "MaxPool").containsAll(counts.keySet()), counts::toString);
        // Of the three that are resized in floats; what is read as floats are these and the outputs.
        assertEquals(3, counts.get("QuantizeLinear"), counts::toString);
        assertEquals(10, counts.get("DequantizeLinear"), counts::toString);
    }

    /** Where they were not, sums would be cut off: what {@link ByteProducts} is there to prevent. */
    @Test
    void itsSumsAreExactOnThisProcessor() throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.addConfigEntry(ByteProducts.OPTION, "1");
            ByteBuffer picture = GoldenPictures.draw("two_people");
            put(eight, 0, "two_people");
            eight.run(1);
            try (OrtSession exact = environment.createSession(eight.bundle().file().toString(), options);
                 OnnxTensor input = OnnxTensor.createTensor(environment, picture, eight.bundle().inputShape(1),
                         OnnxJavaType.UINT8);
                 OrtSession.Result result = exact.run(Map.of("frames", input))) {
                for (String output : eight.bundle().outputs()) {
                    FloatBuffer values = ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer();
                    float[] expected = new float[values.remaining()];
                    values.get(expected);
                    assertArrayEquals(expected, frame(output, 0), 1e-5f, output);
                }
            }
        }
    }

    private static void put(OnnxEngine engine, int place, String scene) {
        ByteBuffer picture = GoldenPictures.draw(scene);
        engine.input().put(place * picture.capacity(), picture, 0, picture.capacity());
    }

    private static float[] frame(String output, int place) {
        Tensor tensor = eight.outputs().tensor(output);
        float[] values = new float[tensor.frameFloats()];
        tensor.data().get(place * tensor.frameFloats(), values);
        return values;
    }
}
