package dev.vigil.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FightHeadTest {

    private static final int COUNT = FightFeatures.COUNT;

    @TempDir
    Path folder;

    @Test
    void confidenceIsTheLogisticOfTheClippedStandardisedFeaturesWeighed() {
        float[] features = new float[COUNT];
        features[0] = 3;
        features[1] = 1000;
        FightHead head = head();
        // (3 - 1) / 2 * 0.5 + 4 (clipped) * 0.5 + 2558 * (0 - 1) / 2 * 0.5 is -637; with the bias of 639.5 it is 2.5.
        assertEquals(2.5, head.score(features), 1e-3);
        assertEquals(100 / (1 + Math.exp(-(2 * 2.5 - 1))), head.confidence(features), 0.1);
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        write(head(), yaml(head()));
        float[] features = new float[COUNT];
        Arrays.fill(features, 1.01f);
        assertEquals(head().confidence(features), FightHead.load(folder).confidence(features), 1e-4);
    }

    @ParameterizedTest
    @CsvSource({
        "features: log-and-share-2, features: other, was trained on the features 'other'",
        "slope: 2.0, slope: steep, slope must be a number",
        "slope: 2.0, slope: -2.0, slope positive",
        "bias: 639.5, bias: none, bias must be a number",
        "'weights.bin, sha256', 'weights.bin, sha512', SHA-256 differs",
        "file: weights.bin, file: none.bin, cannot be read",
        "features: log-and-share-2, 'features: [', is not YAML",
    })
    void everyMistakeIsOneLineThatNamesTheFile(String right, String wrong, String expected) throws IOException {
        assertTrue(yaml(head()).contains(right));
        write(head(), yaml(head()).replace(right, wrong));
        assertRefused(expected);
    }

    @Test
    void weightsOfTheWrongLengthAreRefused() throws IOException {
        write(head(), yaml(head()));
        Files.write(folder.resolve("weights.bin"), new byte[12]);
        assertRefused("its weights must be 30720 bytes, not 12");
    }

    @Test
    void numbersThatAreNotFiniteAreRefused() {
        float[] bad = new float[COUNT];
        bad[7] = Float.NaN;
        float[] ones = new float[COUNT];
        Arrays.fill(ones, 1);
        String message = assertThrows(IllegalArgumentException.class, () -> new FightHead(ones, ones, bad, 0, 1, 0))
                .getMessage();
        assertEquals("weight 7 is not a finite number", message);
        message = assertThrows(IllegalArgumentException.class,
                () -> new FightHead(ones, new float[COUNT], ones, 0, 1, 0)).getMessage();
        assertEquals("deviation 0 is not positive", message);
    }

    private void assertRefused(String expected) {
        String message = assertThrows(IllegalArgumentException.class, () -> FightHead.load(folder)).getMessage();
        assertTrue(message.contains("head.yaml") && message.contains(expected), message);
        assertEquals(1, message.lines().count(), message);
    }

    private static FightHead head() {
        float[] mean = new float[COUNT];
        float[] deviation = new float[COUNT];
        float[] weight = new float[COUNT];
        Arrays.fill(mean, 1);
        Arrays.fill(deviation, 2);
        Arrays.fill(weight, 0.5f);
        return new FightHead(mean, deviation, weight, 639.5, 2, -1);
    }

    private static String yaml(FightHead head) {
        return "features: log-and-share-2\nweights: {file: weights.bin, sha256: "
                + Sha256.of(head.weights()) + "}\nbias: 639.5\nslope: 2.0\noffset: -1.0\n";
    }

    private void write(FightHead head, String yaml) throws IOException {
        Files.write(folder.resolve("weights.bin"), head.weights());
        Files.writeString(folder.resolve("head.yaml"), yaml);
    }
}
