package dev.vigil.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.Tensor;
import dev.vigil.inference.TensorTable;
import dev.vigil.stream.Frame;
import dev.vigil.stream.PictureSize;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What an engine decodes on its own device counts just like what is decoded here. */
class GivenByEngineTest {

    private static final int ROWS = 12;
    private static final ModelBundle BUNDLE = ModelBundle.load(Path.of("models/movenet-multipose"));

    private final Frame frame = new Frame(new PictureSize(448, 256));
    private final Random random = new Random(5);

    GivenByEngineTest() {
        frame.pictureWidth = 448;
        frame.pictureHeight = 252;
    }

    @Test
    void peopleDecodedByTheEngineAreThePeopleOfTheHeads() {
        Heads heads = Heads.random(3, 2, 64, 112);
        PeopleReader reader = new PeopleReader();
        People expected = reader.newPeople();
        reader.read(heads, 1, frame, expected);
        assertTrue(expected.count() > 2);
        TensorTable given = new TensorTable(BUNDLE);
        FloatBuffer rows = FloatBuffer.allocate(2 * ROWS * PeopleReader.NUMBERS);
        // The least certain first, as a device may leave them.
        for (int i = 0; i < expected.count(); i++) {
            write(expected.get(i), rows, (ROWS + expected.count() - 1 - i) * PeopleReader.NUMBERS);
        }
        given.add(new Tensor("people", 1, ROWS, PeopleReader.NUMBERS, rows));

        People seen = reader.newPeople();
        reader.read(given, 1, frame, seen);
        assertEquals(expected.count(), seen.count());
        assertEquals(expected.aspect(), seen.aspect());
        for (int i = 0; i < seen.count(); i++) {
            assertEquals(expected.get(i).score, seen.get(i).score);
            assertEquals(expected.get(i).left, seen.get(i).left, 1e-5);
            assertEquals(expected.get(i).bottom, seen.get(i).bottom, 1e-5);
            assertArrayEquals(expected.get(i).keypointX, seen.get(i).keypointX, 1e-5f);
            assertArrayEquals(expected.get(i).keypointY, seen.get(i).keypointY, 1e-5f);
            assertArrayEquals(expected.get(i).keypointScore, seen.get(i).keypointScore);
        }
        reader.read(given, 0, frame, seen);
        assertEquals(0, seen.count(), "rows of score 0 are nobody");
    }

    private void write(Person person, FloatBuffer rows, int at) {
        rows.put(at, person.score).put(at + 1, person.left * frame.pictureWidth)
                .put(at + 2, person.top * frame.pictureHeight).put(at + 3, person.right * frame.pictureWidth)
                .put(at + 4, person.bottom * frame.pictureHeight);
        for (int k = 0; k < Person.KEYPOINTS; k++) {
            rows.put(at + 5 + 3 * k, person.keypointX[k] * frame.pictureWidth)
                    .put(at + 6 + 3 * k, person.keypointY[k] * frame.pictureHeight)
                    .put(at + 7 + 3 * k, person.keypointScore[k]);
        }
    }

    @Test
    void motionReckonedByTheEngineLeadsToTheVeryConfidencesOfTheBackbone() {
        SceneDetector here = new Detectors(BUNDLE).with(List.of());
        SceneDetector there = new Detectors(BUNDLE).with(List.of());
        Layer layer = new Layer();
        FightWindow device = new FightWindow();
        TensorTable given = given();
        float[] motion = new float[Activations.CHANNELS];
        int[] cells = new int[Activations.CHANNELS];
        double highest = 0;
        for (int i = 0; i < 40; i++) {
            // Twelve a second: not every frame is a sample.
            frame.arrivalNanos = 1_000_000_000L + i * 83_000_000L;
            layer.next(i > 20 ? 3 : 0.1f);
            boolean sample = device.take(frame, layer.outputs, 0);
            device.strongest(motion, cells);
            given.tensor("window").data().put(0, new float[] {device.samples(), (float) device.seconds(),
                device.lastStepNanos() / 1e9f, sample ? 1 : 0});
            for (int c = 0; sample && c < motion.length; c++) {
                given.tensor("motion").data().put(c, motion[c]).put(motion.length + c, cells[c]);
            }
            Assessment mine = here.assess(frame, layer.outputs, 0);
            Assessment theirs = there.assess(frame, given, 0);
            assertEquals(mine.confidence(), theirs.confidence(), 1e-3, "frame " + i);
            assertEquals(mine.why(), theirs.why());
            assertEquals(mine.box(), theirs.box());
            assertEquals(mine.lagNanos(), theirs.lagNanos(), 1e3);
            highest = Math.max(highest, mine.confidence());
        }
        assertTrue(highest > 0);
    }

    @Test
    void whenAnEngineOfTheOtherKindTakesOverTheWindowBeginsAnew() {
        SceneDetector detector = new Detectors(BUNDLE).with(List.of());
        TensorTable given = given();
        given.tensor("window").data().put(0, new float[] {8, 1.9f, 0.3f, 1});
        frame.arrivalNanos = 1_000_000_000L;
        assertTrue(!detector.assess(frame, given, 0).why().contains("too few"));
        frame.arrivalNanos += 200_000_000L;
        Layer layer = new Layer();
        assertEquals("too few samples yet", detector.assess(frame, layer.outputs, 0).why());
        assertEquals(0, detector.assess(frame, layer.outputs, 0).confidence());
    }

    @Test
    void outputsOfAnotherFormAreRefused() {
        TensorTable odd = new TensorTable(BUNDLE);
        odd.add(new Tensor("people", 1, ROWS, 7, FloatBuffer.allocate(ROWS * 7)));
        PeopleReader reader = new PeopleReader();
        assertThrows(IllegalArgumentException.class, () -> reader.read(odd, 0, frame, reader.newPeople()));
        odd.add(new Tensor("motion", 1, 1, 5, FloatBuffer.allocate(5)));
        odd.add(new Tensor("window", 1, 1, 4, FloatBuffer.allocate(4)));
        assertThrows(IllegalArgumentException.class, () -> new GivenMotion().take(frame, odd, 0));
    }

    private static TensorTable given() {
        TensorTable given = new TensorTable(BUNDLE);
        given.add(new Tensor("people", 1, ROWS, PeopleReader.NUMBERS,
                FloatBuffer.allocate(ROWS * PeopleReader.NUMBERS)));
        given.add(new Tensor("motion", 2, 1, Activations.CHANNELS, FloatBuffer.allocate(2 * Activations.CHANNELS)));
        given.add(new Tensor("window", 1, 1, 4, FloatBuffer.allocate(4)));
        return given;
    }

    /** Heads without people, and a backbone that trembles by so much. */
    private final class Layer {

        final TensorTable outputs = new TensorTable(BUNDLE);
        private final FloatBuffer backbone = FloatBuffer.allocate(Activations.CHANNELS * Activations.CELLS);

        Layer() {
            for (String head : List.of("center", "center_max", "box_scale", "box_offset", "kpt_heatmap",
                    "kpt_regress", "kpt_offset")) {
                int channels = head.startsWith("center") ? 1 : head.startsWith("box") ? 2
                        : head.equals("kpt_heatmap") ? 17 : 34;
                outputs.add(new Tensor(head, channels, 64, 112, FloatBuffer.allocate(channels * 64 * 112)));
            }
            FloatBuffer centre = outputs.tensor("center").data();
            // A weak centre opens the gate; no peak, so nobody is decoded.
            centre.put(30 * 112 + 50, 0.3f);
            outputs.add(new Tensor("backbone", Activations.CHANNELS, Activations.ROWS, Activations.COLUMNS, backbone));
        }

        void next(float tremble) {
            for (int i = 0; i < backbone.capacity(); i++) {
                backbone.put(i, 1 + tremble * random.nextFloat());
            }
        }
    }
}
