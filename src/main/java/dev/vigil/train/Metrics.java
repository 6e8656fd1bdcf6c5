package dev.vigil.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How good some confidences are.
 *
 * @param accuracy   share judged rightly at 50 %
 * @param auc        chance that a fight scores higher than a normal, ties counting half
 * @param sameSource the same, but only for pairs from one source: no knowledge of the place can help there
 * @param recall     share of the fights above the 95th percentile of the normals
 * @param brier      mean squared error of the confidence as a probability
 */
record Metrics(double accuracy, double auc, double sameSource, double recall, double brier) {

    /** One judged clip; the confidence is a probability, 0 to 1. */
    record Judged(String source, boolean fight, double confidence) {
    }

    static Metrics of(List<Judged> judged) {
        double right = 0;
        double error = 0;
        for (Judged one : judged) {
            right += one.confidence >= 0.5 == one.fight ? 1 : 0;
            double miss = one.confidence - (one.fight ? 1 : 0);
            error += miss * miss;
        }
        return new Metrics(right / judged.size(), auc(judged, false), auc(judged, true), recall(judged),
                error / judged.size());
    }

    private static double auc(List<Judged> judged, boolean sameSource) {
        double won = 0;
        double pairs = 0;
        for (Judged fight : judged) {
            for (Judged normal : judged) {
                if (fight.fight && !normal.fight && (!sameSource || fight.source.equals(normal.source))) {
                    pairs++;
                    won += fight.confidence > normal.confidence ? 1 : fight.confidence == normal.confidence ? 0.5 : 0;
                }
            }
        }
        return won / pairs;
    }

    /** The 95th percentile is interpolated between the two nearest normals. */
    private static double recall(List<Judged> judged) {
        double[] normals = judged.stream().filter(one -> !one.fight).mapToDouble(Judged::confidence).sorted().toArray();
        double place = 0.95 * (normals.length - 1);
        int below = (int) place;
        double limit = normals[below]
                + (place - below) * (normals[Math.min(below + 1, normals.length - 1)] - normals[below]);
        return judged.stream().filter(Judged::fight).mapToInt(one -> one.confidence > limit ? 1 : 0).average()
                .orElse(Double.NaN);
    }

    /** Points of the ROC curve, {false positive rate, recall}, from (0, 0) to (1, 1). */
    static double[][] roc(List<Judged> judged) {
        List<Judged> order = judged.stream()
                .sorted(Comparator.comparingDouble((Judged one) -> -one.confidence)).toList();
        double fights = order.stream().filter(Judged::fight).count();
        double[][] points = new double[order.size() + 1][2];
        int[] seen = new int[2];
        for (int i = 0; i < order.size(); i++) {
            seen[order.get(i).fight ? 1 : 0]++;
            points[i + 1] = new double[] {seen[0] / (order.size() - fights), seen[1] / fights};
        }
        return points;
    }

    /** For tenths of the confidence: {mean confidence, share of fights, number}; empty tenths are left out. */
    static double[][] reliability(List<Judged> judged) {
        return IntStream.range(0, 10).mapToObj(tenth -> {
            double[] sums = new double[3];
            for (Judged one : judged) {
                if (Math.min(9, (int) (one.confidence * 10)) == tenth) {
                    sums[0] += one.confidence;
                    sums[1] += one.fight ? 1 : 0;
                    sums[2]++;
                }
            }
            return new double[] {sums[0] / sums[2], sums[1] / sums[2], sums[2]};
        }).filter(point -> point[2] > 0).toArray(double[][]::new);
    }

    /** Mean of each figure. */
    static Metrics mean(List<Metrics> all) {
        double[] sums = new double[5];
        all.forEach(one -> Arrays.setAll(sums, i -> sums[i] + one.figures()[i]));
        double n = all.size();
        return new Metrics(sums[0] / n, sums[1] / n, sums[2] / n, sums[3] / n, sums[4] / n);
    }

    private double[] figures() {
        return new double[] {accuracy, auc, sameSource, recall, brier};
    }
}
