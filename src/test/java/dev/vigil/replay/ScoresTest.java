package dev.vigil.replay;

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
}
