package dev.vigil.train;

import dev.vigil.detection.FightHead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fits heads and calibrates them on scores of examples that the fit has not seen. */
final class Trainer {

    /** Platt's own advice, in effect: all but unregularised. */
    private static final double FREE = 1e6;

    private final List<Example> drawn;
    private final double drawnWeight;
    private final Fit.Choice choice;
    private final int calibrationFolds;

    /**
     * @param drawn       examples that help to fit but neither calibrate nor count as clips
     * @param drawnWeight of all those of one scene together; a clip has 1
     */
    Trainer(List<Example> drawn, double drawnWeight, Fit.Choice choice, int calibrationFolds) {
        this.drawn = drawn;
        this.drawnWeight = drawnWeight;
        this.choice = choice;
        this.calibrationFolds = calibrationFolds;
    }

    /** A calibrated head from these clips; the calibration's folds are drawn with the seeds and pooled. */
    FightHead train(List<Example> clips, long... seeds) {
        List<double[]> scores = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (long seed : seeds) {
            Map<String, Integer> folds = folds(clips, calibrationFolds, seed);
            for (int fold = 0; fold < calibrationFolds; fold++) {
                List<Example> held = in(clips, folds, fold);
                FightHead raw = fit(notIn(clips, folds, fold)).head(1, 0);
                double[] shares = weights(held);
                for (int i = 0; i < held.size(); i++) {
                    scores.add(new double[] {raw.score(held.get(i).features())});
                    labels.add(held.get(i).fight() ? 1.0 : 0.0);
                    weights.add(shares[i] / seeds.length);
                }
            }
        }
        double[] platt = Logistic.fit(scores.toArray(double[][]::new), numbers(labels), numbers(weights), FREE);
        return fit(clips).head(platt[0], platt[1]);
    }

    private static double[] numbers(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private Fit fit(List<Example> clips) {
        return Fit.of(clips, weights(clips), drawn, weights(drawn), choice);
    }

    /** Every clip counts 1 in all, every scene a little. */
    private double[] weights(List<Example> examples) {
        Map<String, Integer> counts = new HashMap<>();
        examples.forEach(example -> counts.merge(example.clip(), 1, Integer::sum));
        return examples.stream().mapToDouble(example ->
                (example.kind() == Example.Kind.DRAWN ? drawnWeight : 1) / counts.get(example.clip())).toArray();
    }

    static Map<String, Integer> folds(List<Example> examples, int count, long seed) {
        List<Example> plain = examples.stream().filter(one -> one.kind() == Example.Kind.PLAIN).toList();
        return Folds.of(plain, Example::source, Example::fight, count, seed);
    }

    static List<Example> in(List<Example> examples, Map<String, Integer> folds, int fold) {
        return examples.stream().filter(one -> folds.get(one.source()) == fold).toList();
    }

    static List<Example> notIn(List<Example> examples, Map<String, Integer> folds, int fold) {
        return examples.stream().filter(one -> folds.get(one.source()) != fold).toList();
    }

    /** Which of these kinds are learned from. */
    static List<Example> learnable(List<Example> examples) {
        return examples.stream().filter(one -> one.kind() != Example.Kind.SLOW).toList();
    }

    /** Named kinds that are judged, each on its own. */
    static final List<Example.Kind> JUDGED = Arrays.asList(Example.Kind.PLAIN, Example.Kind.NIGHT,
            Example.Kind.CHEAP, Example.Kind.SLOW);
}
