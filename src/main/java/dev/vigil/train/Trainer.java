package dev.vigil.train;

import dev.vigil.detection.FightHead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fits heads; chooses among them and calibrates them on scores of examples that the fit has not seen. */
final class Trainer {

    /** Platt's own advice, in effect: all but unregularised. */
    private static final double FREE = 1e6;

    /** A head, and what was chosen to make it. */
    record Trained(FightHead head, Fit.Choice choice) {
    }

    private final List<Example> drawn;
    private final double drawnWeight;
    private final List<Fit.Choice> choices;
    private final int calibrationFolds;

    /**
     * @param drawn       examples that help to fit but neither calibrate nor count as clips
     * @param drawnWeight of all those of one scene together; a clip has 1
     */
    Trainer(List<Example> drawn, double drawnWeight, List<Fit.Choice> choices, int calibrationFolds) {
        this.drawn = drawn;
        this.drawnWeight = drawnWeight;
        this.choices = choices;
        this.calibrationFolds = calibrationFolds;
    }

    /**
     * Makes a head of these clips. The choice is the one that judges best what it has not seen, by the log loss of
     * calibrated confidences; the calibration's folds are drawn with the seeds and pooled.
     */
    Trained train(List<Example> clips, long... seeds) {
        Map<Fit.Choice, List<double[]>> scores = new HashMap<>();
        List<Double> labels = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (long seed : seeds) {
            Map<String, Integer> folds = folds(clips, calibrationFolds, seed);
            for (int fold = 0; fold < calibrationFolds; fold++) {
                List<Example> held = in(clips, folds, fold);
                double[] shares = weights(held);
                for (int i = 0; i < held.size(); i++) {
                    labels.add(held.get(i).fight() ? 1.0 : 0.0);
                    weights.add(shares[i] / seeds.length);
                }
                fit(notIn(clips, folds, fold), choices).forEach((choice, fit) -> {
                    FightHead raw = fit.head(1, 0);
                    List<double[]> kept = scores.computeIfAbsent(choice, none -> new ArrayList<>());
                    held.forEach(one -> kept.add(new double[] {raw.score(one.features())}));
                });
            }
        }
        Fit.Choice best = null;
        double[] curve = null;
        double least = Double.MAX_VALUE;
        for (Fit.Choice choice : choices) {
            double[][] rows = scores.get(choice).toArray(double[][]::new);
            double[] platt = Logistic.fit(rows, numbers(labels), numbers(weights), FREE);
            double loss = Logistic.loss(rows, numbers(labels), numbers(weights), FREE, platt);
            if (loss < least) {
                best = choice;
                curve = platt;
                least = loss;
            }
        }
        return new Trained(fit(clips, List.of(best)).get(best).head(curve[0], curve[1]), best);
    }

    private static double[] numbers(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Fits without calibrating. */
    Map<Fit.Choice, Fit> fit(List<Example> clips, List<Fit.Choice> among) {
        return Fit.of(clips, weights(clips), drawn, weights(drawn), among);
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
