package dev.vigil.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.detection.Activations;
import dev.vigil.detection.People;
import dev.vigil.detection.PeopleReader;
import dev.vigil.detection.Person;
import dev.vigil.detection.PoseDecoder;
import dev.vigil.stream.Frame;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The half-precision variant sees what the model itself sees: scores within 0.02, boxes and keypoints within 1.5 % of
 * the picture, activations within 2 of 255 steps on the average.
 */
class HalfPrecisionTest {

    private static OnnxEngine whole;
    private static OnnxEngine half;
    private final PoseDecoder ofHeads = new PoseDecoder();
    private final PeopleReader ofGraph = new PeopleReader();

    @BeforeAll
    static void open() {
        whole = new OnnxEngine(ModelBundle.load(Path.of("models/movenet-multipose")), 2, 2);
        ModelBundle bundle = ModelBundle.load(Path.of("models/movenet-multipose-fp16"));
        // With the layer itself, which it gives nobody in service.
        half = new OnnxEngine(new ModelBundle(bundle.name(), bundle.file(), bundle.sha256(), bundle.input(),
                List.of("people", "centres", "backbone"), bundle.head()), 2, 2);
    }

    @AfterAll
    static void close() {
        whole.close();
        half.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one_person", "two_people", "empty_room"})
    void peopleAndActivationsAreTheSameWithinItsDigits(String scene) {
        for (OnnxEngine engine : new OnnxEngine[] {whole, half}) {
            int bytes = engine.bundle().input().rgbBytes();
            engine.input().put(0, GoldenPictures.draw("empty_room"), 0, bytes);
            engine.input().put(bytes, GoldenPictures.draw(scene), 0, bytes);
            engine.run(2);
        }
        People expected = ofHeads.newPeople();
        People found = ofGraph.newPeople();
        ofHeads.decode(whole.outputs(), 1, 448, 256, expected);
        Frame picture = new Frame(half.bundle().input());
        picture.pictureWidth = 448;
        picture.pictureHeight = 256;
        ofGraph.read(half.outputs(), 1, picture, found);
        assertEquals(scene.equals("empty_room") ? 0 : scene.equals("one_person") ? 1 : 2, expected.count());
        assertEquals(expected.count(), found.count());
        for (int p = 0; p < expected.count(); p++) {
            compare(expected.get(p), found.get(p));
        }
        compareActivations();
    }

    private static void compare(Person expected, Person found) {
        assertEquals(expected.score, found.score, 0.02f);
        assertEquals(expected.left, found.left, 0.015f);
        assertEquals(expected.top, found.top, 0.015f);
        assertEquals(expected.right, found.right, 0.015f);
        assertEquals(expected.bottom, found.bottom, 0.015f);
        for (int k = 0; k < Person.KEYPOINTS; k++) {
            assertEquals(expected.keypointScore[k], found.keypointScore[k], 0.03f);
            if (expected.keypointScore[k] > 0.2f) {
                assertEquals(expected.keypointX[k], found.keypointX[k], 0.015f);
                assertEquals(expected.keypointY[k], found.keypointY[k], 0.015f);
            }
        }
    }

    private static void compareActivations() {
        Activations.Reader reader = new Activations.Reader();
        Activations expected = new Activations();
        Activations found = new Activations();
        reader.read(whole.outputs(), 1, 0, expected);
        reader.read(half.outputs(), 1, 0, found);
        LevelDifference levels = LevelDifference.between(expected, found);
        System.out.printf("half precision: activations differ by %.3f steps on the average, %d at most%n", levels.mean(),
                levels.most());
        assertTrue(levels.mean() < 2, levels::toString);
        for (int cell = 0; cell < Activations.CELLS; cell++) {
            assertEquals(expected.centres[cell], found.centres[cell], 0.02f);
        }
    }
}
