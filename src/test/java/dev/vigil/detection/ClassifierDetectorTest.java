package dev.vigil.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.inference.EngineException;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.Outputs;
import dev.vigil.inference.Tensor;
import dev.vigil.stream.Frame;
import dev.vigil.stream.PictureSize;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifierDetectorTest {

    private static final String YAML = """
            kind: frame-classifier
            file: model.onnx
            input: {layout: NCHW, type: float32, colours: RGB, width: 8, height: 8}
            outputs: [{name: out, activation: softmax}]
            labels:
              - normal
              - {name: fight, crime_type: fighting}
              - {name: beating, crime_type: assault}
              - {name: stabbing, crime_type: assault}
            smoothing: 1
            """;

    @TempDir
    Path folder;

    private final Frame frame = new Frame(new PictureSize(8, 8));

    @BeforeEach
    void frame() {
        frame.captureMillis = 1_700_000_000_000L;
    }

    /** An output with these numbers for the second item of a batch. */
    private record Numbers(ModelBundle model, float... of) implements Outputs {

        @Override
        public boolean has(String name) {
            return name.equals("out");
        }

        @Override
        public Tensor tensor(String name) {
            assertEquals("out", name);
            FloatBuffer data = FloatBuffer.allocate(2 * of.length);
            data.put(of.length, of);
            return new Tensor(name, of.length, 1, 1, data);
        }
    }

    private ModelBundle bundle(String yaml) throws IOException {
        Files.writeString(folder.resolve("model.onnx"), "never run");
        Files.writeString(folder.resolve("bundle.yaml"), yaml);
        return ModelBundle.load(folder);
    }

    private Assessment assess(Detector detector, long millis, float... numbers) {
        frame.arrivalNanos = millis * 1_000_000;
        return detector.assess(frame, new Numbers(null, numbers), 1);
    }

    private static float log(double probability) {
        return (float) Math.log(probability);
    }

    @Test
    void labelsOfOneCrimeAreSureTogetherWhereTheyExcludeEachOther() throws IOException {
        Assessment said = assess(new ClassifierDetector(bundle(YAML)), 1000, log(0.1), log(0.3), log(0.25), log(0.35));
        assertEquals(CrimeType.ASSAULT, said.type());
        assertEquals(60, said.confidence(), 0.01);
        assertEquals("stabbing, score 35 %", said.why());
        assertEquals(Instant.ofEpochMilli(1_700_000_000_000L), said.frameTime());
        assertEquals(1_000_000_000L, said.arrivalNanos());
    }

    @Test
    void ofLabelsThatDoNotExcludeEachOtherTheSurestCounts() throws IOException {
        Detector detector = new ClassifierDetector(bundle(YAML.replace("softmax", "sigmoid")));
        Assessment said = assess(detector, 1000, 9, (float) Math.log(0.7 / 0.3), (float) Math.log(0.6 / 0.4), -3);
        assertEquals(CrimeType.FIGHTING, said.type());
        assertEquals(70, said.confidence(), 0.01);
    }

    @Test
    void scoresOfTheModelsOwnAreTakenAsTheyAreAndWhatIsNoScoreIsNoConfidence() throws IOException {
        Detector detector = new ClassifierDetector(bundle(YAML.replace("softmax", "none")));
        assertEquals(90, assess(detector, 1000, 0.1f, 0.9f, 0, 0).confidence(), 0.01);
        assertTrue(Double.isNaN(assess(detector, 1100, 0, 12, 12, 12).confidence()));
    }

    @Test
    void whatIsNormalHasConfidenceZeroOfSomethingTheModelKnows() throws IOException {
        Assessment said = assess(new ClassifierDetector(bundle(YAML)), 1000, 100, 0, 0, 0);
        assertEquals(0, said.confidence(), 0.01);
        assertTrue(said.type() == CrimeType.FIGHTING || said.type() == CrimeType.ASSAULT);
        assertEquals("calm", said.why());
    }

    @Test
    void theBundlesThresholdsBecomeFiftyAndEightyPercentAndTheOrderStays() throws IOException {
        Detector detector = new ClassifierDetector(bundle(YAML.replace("softmax", "none")
                + "thresholds: {alert: 0.3, crime: 0.4}\n"));
        assertEquals(50, assess(detector, 1000, 0, 0.3f, 0, 0).confidence(), 0.01);
        assertEquals(80, assess(detector, 1000, 0, 0.4f, 0, 0).confidence(), 0.01);
        assertEquals(0, assess(detector, 1000, 0, 0, 0, 0).confidence());
        assertEquals(100, assess(detector, 1000, 0, 1, 0, 0).confidence());
        double before = -1;
        for (int percent = 1; percent < 100; percent++) {
            double confidence = assess(detector, 1000, 0, percent / 100f, 0, 0).confidence();
            assertTrue(confidence > before && confidence <= 100, percent + ": " + confidence);
            before = confidence;
        }
    }

    @Test
    void oneOddPictureOfThreeNeitherBeginsNorEndsAnything() throws IOException {
        Detector detector = new ClassifierDetector(bundle(YAML.replace("softmax", "none")
                .replace("smoothing: 1\n", "")));
        double[] fights = {0.9, 0.1, 0.1, 0.9, 0.1, 0.9, 0.9, 0.1, 0.9};
        double[] expected = {90, 10, 10, 10, 10, 90, 90, 90, 90};
        double[] said = new double[fights.length];
        for (int i = 0; i < fights.length; i++) {
            Assessment assessment = assess(detector, 1000 + 200 * i, 0, (float) fights[i], 0, 0);
            said[i] = Math.round(assessment.confidence());
            assertEquals(i == 0 ? 0 : i == 1 ? 100 : 200, assessment.lagNanos() / 1_000_000, "half its wait");
        }
        assertTrue(Arrays.equals(expected, said), Arrays.toString(said));
        detector.reset();
        assertEquals(90, assess(detector, 9000, 0, 0.9f, 0, 0).confidence(), 0.01);
    }

    @Test
    void aClipIsBelievedWhenHalfOfItShowsIt() throws IOException {
        String clip = YAML.replace("frame-classifier", "clip-classifier").replace("NCHW", "NTCHW");
        Detector timed = new ClassifierDetector(bundle(clip.replace("height: 8",
                "height: 8, clip: {frames: 11, stride_seconds: 0.2, hop: 2}")));
        assertEquals(1_000_000_000L, assess(timed, 5000, 0, 0, 0, 0).lagNanos());
        Detector counted = new ClassifierDetector(bundle(clip.replace("height: 8",
                "height: 8, clip: {frames: 11, stride_samples: 1, hop: 2}")));
        assess(counted, 5000, 0, 0, 0, 0);
        assertEquals(1_500_000_000L, assess(counted, 5600, 0, 0, 0, 0).lagNanos());
    }

    @Test
    void anotherNumberOfNumbersThanLabelsIsToldWithBoth() throws IOException {
        Detector detector = new ClassifierDetector(bundle(YAML));
        String message = assertThrows(EngineException.class, () -> assess(detector, 0, 1, 2, 3)).getMessage();
        assertTrue(message.contains("names 4 labels, but its output out gives 3 numbers"), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "crime_type: fighting | crime_type: murder | labels.1.crime_type is 'murder'; there are assault, break_in, fig",
        "crime_type: fighting | crime: fighting    | labels.1.crime is not known here; there are crime_type, name",
        "name: beating        | name: fight        | labels.2 is 'fight' for the second time",
        "activation: softmax  | activation: relu   | outputs.0.activation is 'relu'; there are softmax, sigm",
        "activation: softmax  | act: softmax       | outputs.0.act is not known here",
        "outputs: [{name: out, activation: softmax}] | outputs: [out] | outputs must be one output of a classifier",
        "smoothing: 1         | smoothing: 2       | smoothing must be an odd number up to 15, not 2",
        "smoothing: 1 | 'thresholds: {alert: 0.9}' | thresholds.crime must be above alert, 0.9, but is 0.8",
        "smoothing: 1 | 'thresholds: {crime: 80}'  | thresholds.crime must be a number above 0 and up to 1, not 80",
        "smoothing: 1 | 'thresholds: {suspect: 1}' | thresholds.suspect is not known here; there are alert, crime",
    })
    void everyMistakeInTheMeaningIsOneLineThatNamesTheKey(String right, String wrong, String expected)
            throws IOException {
        ModelBundle bundle = bundle(YAML.replace(right, wrong));
        String message = assertThrows(EngineException.class, () -> new ClassifierDetector(bundle)).getMessage();
        assertTrue(message.contains("bundle.yaml: " + expected), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void labelsThatMeanNothingAtAllAreAMistake() throws IOException {
        ModelBundle bundle = bundle(YAML.replaceAll(", crime_type: \\w+", ""));
        assertTrue(assertThrows(EngineException.class, () -> new ClassifierDetector(bundle)).getMessage()
                .contains("labels must list the model's labels, at least one of them with a crime_type"));
    }

    @Test
    void anotherModelsOutputsGoToAFreshDetectorOfThatModel() throws IOException {
        ModelBundle one = bundle(YAML.replace("softmax", "none").replace("smoothing: 1", "smoothing: 3"));
        ModelBundle other = bundle(YAML.replace("softmax", "none").replace("fighting", "theft"));
        DetectorSwitch detector = new DetectorSwitch(ClassifierDetector::new);
        detector.reset();
        assertEquals(CrimeType.FIGHTING, detector.assess(frame, new Numbers(one, 0, 1, 0, 0), 1).type());
        assertEquals(0, detector.assess(frame, new Numbers(one, 0, 0, 0, 0), 1).confidence(), "two of three");
        Assessment fresh = detector.assess(frame, new Numbers(other, 0, 1, 0, 0), 1);
        assertSame(CrimeType.THEFT, fresh.type());
        assertEquals(100, fresh.confidence());
    }
}
