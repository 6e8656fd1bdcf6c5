package dev.vigil.train;

import dev.vigil.detection.FightHead;
import dev.vigil.score.Scores;
import java.util.EnumMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Judges every clip by a head that saw nothing of its source, and all copies of it likewise; what can be chosen is
 * chosen for each head anew (nested), so that no clip has a say in how it is judged.
 */
final class CrossValidation {

    static final int FOLDS = 5;
    static final long[] SEEDS = {0, 1, 2};
    private static final int CALIBRATION_FOLDS = 3;

    private final Map<Example.Kind, List<Metrics.Judged>> judged = new EnumMap<>(Example.Kind.class);

    /**
     * Runs all seeds.
     *
     * @param counted which examples count in the figures; the others only help to learn
     */
    CrossValidation(List<Example> clips, List<Example> drawn, double drawnWeight, List<Fit.Choice> choices,
                    Predicate<Example> counted) {
        Trainer trainer = new Trainer(drawn, drawnWeight, choices, CALIBRATION_FOLDS);
        List<Example> learnable = Trainer.learnable(clips);
        for (long seed : SEEDS) {
            Map<String, Integer> folds = Trainer.folds(clips, FOLDS, seed);
            List<FightHead> heads = IntStream.range(0, FOLDS).parallel()
                    .mapToObj(fold -> trainer.train(Trainer.notIn(learnable, folds, fold), seed + 10).head()).toList();
            for (Example.Kind kind : Trainer.JUDGED) {
                List<Example> all = clips.stream().filter(one -> one.kind() == kind && counted.test(one)).toList();
                judged.computeIfAbsent(kind, none -> new ArrayList<>()).add(judged(all, heads, folds));
            }
        }
    }

    /** The clips as the heads judge them, each by the one of its source's fold. */
    static Metrics.Judged judged(List<Example> clips, List<FightHead> heads, Map<String, Integer> folds) {
        double[] confidences = clips.stream()
                .mapToDouble(one -> heads.get(folds.get(one.source())).confidence(one.features())).toArray();
        boolean[] fights = new boolean[confidences.length];
        for (int i = 0; i < fights.length; i++) {
            fights[i] = clips.get(i).fight();
        }
        return new Metrics.Judged(new Scores(confidences, fights),
                clips.stream().map(Example::source).toArray(String[]::new));
    }

    /** Mean over the seeds. */
    Metrics metrics(Example.Kind kind) {
        return Metrics.mean(judged.get(kind).stream().map(Metrics.Judged::metrics).toList());
    }

    /** What the first seed's heads said. */
    Scores firstSeed(Example.Kind kind) {
        return judged.get(kind).get(0).scores();
    }
}
