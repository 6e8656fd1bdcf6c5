package dev.vigil.score;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * How well scores tell two classes apart. Scores are 0 to 100, "positive" is what should score high. A figure that
 * needs a class which is not there is NaN.
 */
public final class Scores {

    private final double[] scores;
    private final boolean[] positive;
    private final int positives;

    /** @param positive which of the scores belong to the class that should score high */
    public Scores(double[] scores, boolean[] positive) {
        if (scores.length != positive.length) {
            throw new IllegalArgumentException(scores.length + " scores, but " + positive.length + " labels");
        }
        this.scores = scores.clone();
        this.positive = positive.clone();
        int count = 0;
        for (boolean one : positive) {
            count += one ? 1 : 0;
        }
        positives = count;
    }

    public int count() {
        return scores.length;
    }

    public int positives() {
        return positives;
    }

    public int negatives() {
        return scores.length - positives;
    }

    /** Share of scores on the right side, where those above the threshold are called positive. */
    public double accuracy(double threshold) {
        int right = 0;
        for (int i = 0; i < scores.length; i++) {
            right += scores[i] > threshold == positive[i] ? 1 : 0;
        }
        return share(right, scores.length);
    }

    /** Share of the positives above the threshold. */
    public double recall(double threshold) {
        return share(above(threshold, true), positives());
    }

    /** Share of the negatives above the threshold. */
    public double falsePositives(double threshold) {
        return share(above(threshold, false), negatives());
    }

    /**
     * Area under the ROC curve: the chance that a positive scores higher than a negative, equal scores counting half
     * (the Mann-Whitney statistic).
     */
    public double auc() {
        return auc(new String[scores.length]);
    }

    /**
     * The same, but only for pairs of one source: no knowledge of the place can help there.
     *
     * @param sources where each score comes from
     */
    public double auc(String[] sources) {
        if (sources.length != scores.length) {
            throw new IllegalArgumentException(scores.length + " scores, but " + sources.length + " sources");
        }
        double wins = 0;
        double pairs = 0;
        for (int i = 0; i < sources.length; i++) {
            for (int j = 0; positive[i] && j < sources.length; j++) {
                if (!positive[j] && Objects.equals(sources[i], sources[j])) {
                    pairs++;
                    wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        return wins / pairs;
    }

    /** Points of the ROC curve, {false positives, recall} as shares, from (0, 0) to (1, 1). */
    public double[][] roc() {
        double[][] points = new double[scores.length + 1][2];
        int[] seen = new int[2];
        int at = 0;
        for (int i : byScoreDescending()) {
            seen[positive[i] ? 1 : 0]++;
            points[++at] = new double[] {share(seen[0], negatives()), share(seen[1], positives())};
        }
        return points;
    }

    private int[] byScoreDescending() {
        return IntStream.range(0, scores.length).boxed().sorted(Comparator.comparingDouble(i -> -scores[i]))
                .mapToInt(Integer::intValue).toArray();
    }

    /** For tenths of the scores: {mean of score/100, share of positives, number}; empty tenths are left out. */
    public double[][] reliability() {
        double[][] sums = new double[10][3];
        for (int i = 0; i < scores.length; i++) {
            double[] tenth = sums[Math.min(9, (int) (scores[i] / 10))];
            tenth[0] += scores[i] / 100;
            tenth[1] += positive[i] ? 1 : 0;
            tenth[2]++;
        }
        return Arrays.stream(sums).filter(tenth -> tenth[2] > 0)
                .map(tenth -> new double[] {tenth[0] / tenth[2], tenth[1] / tenth[2], tenth[2]})
                .toArray(double[][]::new);
    }

    /** The scores of one class. */
    public double[] of(boolean wanted) {
        return IntStream.range(0, scores.length).filter(i -> positive[i] == wanted).mapToDouble(i -> scores[i])
                .toArray();
    }

    /** The greatest recall of any threshold that calls at most this share of the negatives positive. */
    public double recallAt(double falsePositives) {
        if (positives() == 0 || negatives() == 0) {
            return Double.NaN;
        }
        return recall(thresholdAt(falsePositives));
    }

    /** The lowest score that, as a threshold, calls at most this share of the negatives positive. */
    public double thresholdAt(double falsePositives) {
        double[] negativeScores = of(false);
        int at = negativeScores.length;
        if (at == 0) {
            return Double.NaN;
        }
        Arrays.sort(negativeScores);
        // A little is added, for 0.05 * 20 must be 1.
        int allowed = (int) Math.floor(falsePositives * at + 1e-9);
        return allowed >= at ? Double.NEGATIVE_INFINITY : negativeScores[at - 1 - allowed];
    }

    /** Mean squared difference of score/100, as a probability, and what was true: 0 is perfect, 0.25 is 50 always. */
    public double brier() {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            double off = scores[i] / 100 - (positive[i] ? 1 : 0);
            sum += off * off;
        }
        return sum / scores.length;
    }

    private int above(double threshold, boolean of) {
        int count = 0;
        for (int i = 0; i < scores.length; i++) {
            count += positive[i] == of && scores[i] > threshold ? 1 : 0;
        }
        return count;
    }

    private static double share(int part, int whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }
}
