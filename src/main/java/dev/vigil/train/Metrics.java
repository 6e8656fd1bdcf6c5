package dev.vigil.train;

import dev.vigil.score.Scores;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The figures of a training, as {@link Scores} reckons them.
 *
 * @param accuracy   share judged rightly at 50 %
 * @param auc        chance that a fight scores higher than a normal, ties counting half
 * @param sameSource the same, but only for pairs from one source
 * @param recall     share of the fights above the lowest threshold that lets at most 5 % of the normals through
 * @param brier      mean squared error of the confidence as a probability
 */
record Metrics(double accuracy, double auc, double sameSource, double recall, double brier) {

    private static final double FEW = 0.05;

    /** Clips as one seed's heads judged them, confidences 0 to 100, and the source of each. */
    record Judged(Scores scores, String[] sources) {

        Metrics metrics() {
            return new Metrics(scores.accuracy(50), scores.auc(), scores.auc(sources), scores.recallAt(FEW),
                    scores.brier());
        }
    }

    /** Mean of each figure. */
    static Metrics mean(List<Metrics> all) {
        return new Metrics(mean(all, Metrics::accuracy), mean(all, Metrics::auc), mean(all, Metrics::sameSource),
                mean(all, Metrics::recall), mean(all, Metrics::brier));
    }

    private static double mean(List<Metrics> all, ToDoubleFunction<Metrics> figure) {
        return all.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }
}
