package dev.vigil.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.vigil.convert.OnnxGraph.Value;
import dev.vigil.detection.People;
import dev.vigil.detection.PeopleReader;
import dev.vigil.detection.Person;
import dev.vigil.detection.PoseDecoder;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.Tensor;
import dev.vigil.inference.TensorTable;
import dev.vigil.stream.Frame;
import dev.vigil.stream.PictureSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * People decoded in the graph are those that {@link PoseDecoder} finds in the same heads: box and keypoints within
 * 1e-5 of the picture, scores within 1e-5.
 */
class PeopleGraphTest {

    private static final ModelBundle MODEL = new ModelBundle("people", Path.of("none"), "",
            new PictureSize(448, 256), List.of("people"), Optional.empty());
    private static final int H = 64;
    private static final int W = 112;
    private static final float TOLERANCE = 1e-5f;
    private static final Map<String, Integer> HEADS = new LinkedHashMap<>();

    static {
        HEADS.put("center", 1);
        HEADS.put("center_max", 1);
        HEADS.put("box_scale", 2);
        HEADS.put("box_offset", 2);
        HEADS.put("kpt_heatmap", 17);
        HEADS.put("kpt_regress", 34);
        HEADS.put("kpt_offset", 34);
    }

    @Test
    void peopleOfCrowdedEmptyAndOverlappingHeadsAreTheDecodersOwn() throws Exception {
        int batch = 12;
        Map<String, FloatBuffer> heads = heads(batch);
        Random random = new Random(7);
        for (int frame = 0; frame < batch; frame++) {
            fill(heads, frame, random, new int[] {0, 1, 2, 3, 8, 12, 16, 30, 5, 4, 0, 7}[frame], frame % 2 == 0);
        }
        TensorTable raw = table(heads);
        TensorTable decoded = run(heads, batch);
        PoseDecoder ofHeads = new PoseDecoder();
        PeopleReader ofGraph = new PeopleReader();
        Frame picture = new Frame(new PictureSize(448, 256));
        picture.pictureWidth = 448;
        picture.pictureHeight = 252;
        People expected = ofHeads.newPeople();
        People found = ofGraph.newPeople();
        int seen = 0;
        for (int frame = 0; frame < batch; frame++) {
            ofHeads.decode(raw, frame, 448, 252, expected);
            ofGraph.read(decoded, frame, picture, found);
            assertEquals(expected.count(), found.count(), "people of frame " + frame);
            for (int p = 0; p < expected.count(); p++) {
                compare("frame " + frame + ", person " + p, expected.get(p), found.get(p));
            }
            seen += expected.count();
        }
        assertTrue(seen > 30, "there must be people to compare, not " + seen);
    }

    @Test
    void aGraphWithoutTheHeadsIsRefusedByTheNameOfTheFirst() {
        String message = assertThrows(ConversionException.class, () -> new PeopleGraph(new OnnxGraph("none")))
                .getMessage();
        assertTrue(message.contains("without the output center"), message);
    }

    private static void compare(String who, Person expected, Person found) {
        assertEquals(expected.score, found.score, TOLERANCE, who);
        assertEquals(expected.left, found.left, TOLERANCE, who);
        assertEquals(expected.top, found.top, TOLERANCE, who);
        assertEquals(expected.right, found.right, TOLERANCE, who);
        assertEquals(expected.bottom, found.bottom, TOLERANCE, who);
        for (int k = 0; k < Person.KEYPOINTS; k++) {
            assertEquals(expected.keypointX[k], found.keypointX[k], TOLERANCE, who + " x " + k);
            assertEquals(expected.keypointY[k], found.keypointY[k], TOLERANCE, who + " y " + k);
            assertEquals(expected.keypointScore[k], found.keypointScore[k], TOLERANCE, who + " score " + k);
        }
    }

    private static Map<String, FloatBuffer> heads(int batch) {
        Map<String, FloatBuffer> heads = new HashMap<>();
        HEADS.forEach((name, channels) -> heads.put(name, ByteBuffer.allocateDirect(batch * channels * H * W * 4)
                .order(ByteOrder.nativeOrder()).asFloatBuffer()));
        return heads;
    }

    /** Noise, and people in it: at the picture's edges too, close together where there are many. */
    private static void fill(Map<String, FloatBuffer> heads, int frame, Random random, int people, boolean noisy) {
        for (Map.Entry<String, Integer> head : HEADS.entrySet()) {
            FloatBuffer data = heads.get(head.getKey());
            float scale = switch (head.getKey()) {
                case "center", "center_max" -> noisy ? 0.04f : 0;
                case "kpt_heatmap" -> 0.3f;
                case "box_scale" -> 40;
                default -> 12;
            };
            int size = head.getValue() * H * W;
            for (int i = 0; i < size; i++) {
                float value = random.nextFloat() * scale;
                data.put(frame * size + i, head.getKey().startsWith("kpt_") && !head.getKey().endsWith("map")
                        ? value - scale / 2 : value);
            }
        }
        for (int p = 0; p < people; p++) {
            int cell = random.nextInt(H * W);
            float centre = 0.3f + 0.6f * random.nextFloat();
            heads.get("center").put(frame * H * W + cell, centre);
            heads.get("center_max").put(frame * H * W + cell, centre);
            for (int k = 0; k < 17; k++) {
                int near = Math.max(0, Math.min(H * W - 1, cell + W * (random.nextInt(21) - 10)
                        + random.nextInt(21) - 10));
                heads.get("kpt_heatmap").put((frame * 17 + k) * H * W + near, 0.9f);
            }
        }
    }

    private static TensorTable table(Map<String, FloatBuffer> heads) {
        TensorTable table = new TensorTable(MODEL);
        HEADS.forEach((name, channels) -> table.add(new Tensor(name, channels, H, W, heads.get(name))));
        return table;
    }

    private static TensorTable run(Map<String, FloatBuffer> heads, int batch) throws Exception {
        OnnxGraph graph = new OnnxGraph("people");
        HEADS.forEach((name, channels) -> {
            graph.floats(name + "/in", channels, H, W);
            graph.node("Identity", name, name + "/in");
            graph.output(new Value(name, channels, H, W));
        });
        new PeopleGraph(graph).append();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try (OrtSession session = environment.createSession(graph.toBytes("test", "1"))) {
            for (Map.Entry<String, Integer> head : HEADS.entrySet()) {
                inputs.put(head.getKey() + "/in", OnnxTensor.createTensor(environment, heads.get(head.getKey()),
                        new long[] {batch, head.getValue(), H, W}));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                TensorTable table = new TensorTable(MODEL);
                FloatBuffer people = ((OnnxTensor) result.get("people").orElseThrow()).getFloatBuffer();
                table.add(new Tensor("people", 1, 12, PeopleReader.NUMBERS, people));
                return table;
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }
}
