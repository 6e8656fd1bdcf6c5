package dev.vigil.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.score.Scores;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class TrainerPartsTest {

    private record Item(String source, boolean fight) {
    }

    @Test
    void foldsPlaceEverySourceOnceAndShareFightsAndNormalsAboutEqually() {
        Random random = new Random(4);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            items.add(new Item("s" + random.nextInt(25), random.nextBoolean()));
        }
        Set<Map<String, Integer>> different = new HashSet<>();
        for (long seed = 0; seed < 3; seed++) {
            Map<String, Integer> folds = Folds.of(items, Item::source, Item::fight, 5, seed);
            different.add(folds);
            int[][] tally = new int[5][2];
            items.forEach(item -> tally[folds.get(item.source)][item.fight ? 1 : 0]++);
            for (int[] fold : tally) {
                assertTrue(fold[0] >= 12 && fold[0] <= 28 && fold[1] >= 12 && fold[1] <= 28,
                        fold[0] + " normals, " + fold[1] + " fights");
            }
        }
        assertTrue(different.size() > 1, "the seed matters");
    }

    @Test
    void theCalibrationRecoversAKnownSigmoid() {
        Random random = new Random(8);
        double[][] scores = new double[20_000][1];
        double[] labels = new double[scores.length];
        double[] weights = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i][0] = 3 * random.nextGaussian();
            labels[i] = random.nextDouble() < Logistic.probability(0.7 * scores[i][0] - 0.4) ? 1 : 0;
            weights[i] = 0.5;
        }
        double[] fit = Logistic.fit(scores, labels, weights, 1e6);
        assertEquals(0.7, fit[0], 0.03);
        assertEquals(-0.4, fit[1], 0.05);
    }

    @Test
    void regularisationHoldsSeparableScoresBack() {
        double[] loose = Logistic.fit(new double[][] {{-1}, {1}}, new double[] {0, 1}, new double[] {1, 1}, 10);
        double[] tight = Logistic.fit(new double[][] {{-1}, {1}}, new double[] {0, 1}, new double[] {1, 1}, 0.1);
        assertTrue(tight[0] > 0 && tight[0] < loose[0] && loose[0] < 10, tight[0] + " and " + loose[0]);
        // At the optimum w / c = 2 / (1 + e^w).
        assertEquals(tight[0] / 0.1, 2 / (1 + Math.exp(tight[0])), 1e-5);
    }

    @Test
    void componentsAreTheDirectionsOfLargestVarianceInOrder() {
        Random random = new Random(2);
        DMatrixRMaj rows = new DMatrixRMaj(500, 40);
        for (int r = 0; r < 500; r++) {
            for (int i = 0; i < 40; i++) {
                double scale = i == 17 ? 9 : i == 3 ? 5 : 0.3;
                rows.set(r, i, scale * random.nextGaussian());
            }
        }
        DMatrixRMaj found = Components.of(rows, 2);
        assertEquals(1, Math.abs(found.get(17, 0)), 0.01);
        assertEquals(1, Math.abs(found.get(3, 1)), 0.01);
    }

    @Test
    void figuresOfATrainingAreThoseOfItsScoresAndTheirMeanOverTheSeeds() {
        Metrics.Judged judged = new Metrics.Judged(new Scores(new double[] {90, 40, 60, 80, 10, 40},
                new boolean[] {true, true, false, true, false, false}), new String[] {"a", "a", "a", "b", "b", "c"});
        Metrics metrics = judged.metrics();
        assertEquals(4.0 / 6, metrics.accuracy(), 1e-12);
        // Of nine pairs 90 and 80 win three each, 40 wins one and ties one.
        assertEquals(7.5 / 9, metrics.auc(), 1e-12);
        // Within a: one of two; within b: one of one.
        assertEquals(2.0 / 3, metrics.sameSource(), 1e-12);
        assertEquals(2.0 / 3, metrics.recall(), 1e-12);
        assertEquals((0.01 + 0.36 + 0.36 + 0.04 + 0.01 + 0.16) / 6, metrics.brier(), 1e-12);
        assertEquals(new Metrics(0.375, 0.5, 0.5, 0.625, 0.75),
                Metrics.mean(List.of(new Metrics(0.25, 0.5, 0, 1, 0.75), new Metrics(0.5, 0.5, 1, 0.25, 0.75))));
    }
}
