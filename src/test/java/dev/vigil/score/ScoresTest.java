package dev.vigil.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** All figures were reckoned by hand. */
class ScoresTest {

    /** Positives 90, 60, 40; negatives 70, 40, 20, 10. */
    private final Scores mixed = new Scores(new double[] {90, 70, 60, 40, 40, 20, 10},
            new boolean[] {true, false, true, true, false, false, false});

    @Test
    void accuracyCountsWhatLiesOnTheRightSideOfTheThreshold() {
        assertEquals(5 / 7.0, mixed.accuracy(50), 1e-12, "wrong are the negative 70 and the positive 40");
        assertEquals(5 / 7.0, mixed.accuracy(80), 1e-12, "wrong are the positives 60 and 40");
        assertEquals(4 / 7.0, mixed.accuracy(90), 1e-12, "90 is not above 90");
    }

    @Test
    void recallAndFalsePositivesAreSharesOfTheirClass() {
        assertEquals(2 / 3.0, mixed.recall(50), 1e-12);
        assertEquals(1 / 4.0, mixed.falsePositives(50), 1e-12);
    }

    @Test
    void aucIsTheShareOfPairsInTheRightOrderWithTiesCountingHalf() {
        // 90 beats 4; 60 beats 40, 20, 10; 40 beats 20, 10 and ties with 40: 9.5 of 12.
        assertEquals(9.5 / 12, mixed.auc(), 1e-12);
        assertEquals(1, new Scores(new double[] {1, 2}, new boolean[] {false, true}).auc());
        assertEquals(0, new Scores(new double[] {1, 2}, new boolean[] {true, false}).auc());
        assertEquals(0.5, new Scores(new double[] {2, 2}, new boolean[] {true, false}).auc());
    }

    @Test
    void recallAtFewFalsePositivesTakesTheLowestThresholdThatAllowsThem() {
        assertEquals(1 / 3.0, mixed.recallAt(0.05), 1e-12, "none of four is allowed: above 70 there is one of three");
        assertEquals(2 / 3.0, mixed.recallAt(0.25), 1e-12, "one of four is allowed: above 40 there are two");
        assertEquals(70, mixed.thresholdAt(0.05));
        assertEquals(1, mixed.recallAt(1));
    }

    @Test
    void oneOfTwentyIsFivePercent() {
        double[] scores = new double[21];
        boolean[] positive = new boolean[21];
        for (int i = 0; i < 20; i++) {
            scores[i] = i;
        }
        scores[20] = 18.5;
        positive[20] = true;
        assertEquals(1, new Scores(scores, positive).recallAt(0.05), "only 19 is above 18.5");
    }

    @Test
    void brierIsTheMeanSquaredError() {
        Scores two = new Scores(new double[] {80, 30}, new boolean[] {true, false});
        assertEquals((0.04 + 0.09) / 2, two.brier(), 1e-12);
        double[] halves = new double[10];
        Arrays.fill(halves, 50);
        assertEquals(0.25, new Scores(halves, new boolean[10]).brier(), 1e-12);
    }

    @Test
    void whatNeedsAMissingClassIsNotANumber() {
        Scores alone = new Scores(new double[] {10, 60}, new boolean[2]);
        assertTrue(Double.isNaN(alone.auc()));
        assertTrue(Double.isNaN(alone.recallAt(0.05)));
        assertTrue(Double.isNaN(alone.recall(50)));
        assertEquals(0.5, alone.accuracy(50));
        assertThrows(IllegalArgumentException.class, () -> new Scores(new double[1], new boolean[2]));
    }

    @Test
    void aucWithinSourcesCountsOnlyPairsOfOneSource() {
        Scores scores = new Scores(new double[] {90, 40, 60, 80, 10, 40},
                new boolean[] {true, true, false, true, false, false});
        // Within a: one of two; within b: one of one; c has no pair.
        assertEquals(2.0 / 3, scores.auc(new String[] {"a", "a", "a", "b", "b", "c"}), 1e-12);
    }

    @Test
    void theRocBeginsAtNothingAndEndsAtAll() {
        double[][] roc = new Scores(new double[] {90, 50, 30}, new boolean[] {true, false, true}).roc();
        assertArrayEquals(new double[][] {{0, 0}, {0, 0.5}, {1, 0.5}, {1, 1}}, roc);
    }

    @Test
    void reliabilityTellsForEachTenthWhatWasSaidAndWhatWasTrue() {
        double[][] points = new Scores(new double[] {12, 18, 100, 95}, new boolean[] {false, true, true, true})
                .reliability();
        assertArrayEquals(new double[] {0.15, 0.5, 2}, points[0], 1e-12);
        assertArrayEquals(new double[] {0.975, 1, 2}, points[1], 1e-12);
        assertEquals(2, points.length);
    }
}
