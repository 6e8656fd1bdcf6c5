package dev.vigil.replay;

import dev.vigil.replay.Timeline.Thresholds;
import dev.vigil.score.Scores;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How well labelled clips were judged, in all and by source. Figures that cannot be told are null, for JSON has no NaN.
 *
 * @param highest      clips scored by their highest confidence
 * @param bestMean     clips scored by their best mean over 2 s
 * @param normalHours  hours of footage without fights
 * @param falseAlerts  incidents opened per hour of it
 * @param falseCrimes  crimes confirmed per hour of it
 * @param sources      by source, scored by the highest confidence; empty where the list names none
 */
public record ScoreReport(Thresholds thresholds, Figures highest, Figures bestMean, double normalHours,
                          Double falseAlerts, Double falseCrimes, List<Source> sources, List<ClipScore> clips) {

    /** The share of false positives at which recall is told. */
    static final double FEW = 0.05;

    /**
     * The figures of {@link Scores}.
     *
     * @param recallAtFew    recall at 5 % false positives
     * @param thresholdAtFew the threshold that gives it
     */
    public record Figures(int clips, int fights, Double accuracyAtAlert, Double accuracyAtCrime, Double recallAtAlert,
                          Double falsePositivesAtAlert, Double auc, Double recallAtFew, Double thresholdAtFew,
                          Double brier) {

        static Figures of(List<ClipScore> clips, ToDoubleFunction<ClipScore> score, Thresholds thresholds) {
            boolean[] fight = new boolean[clips.size()];
            for (int i = 0; i < fight.length; i++) {
                fight[i] = clips.get(i).fight();
            }
            Scores scores = new Scores(clips.stream().mapToDouble(score).toArray(), fight);
            return new Figures(scores.count(), scores.positives(), known(scores.accuracy(thresholds.alert())),
                    known(scores.accuracy(thresholds.crime())), known(scores.recall(thresholds.alert())),
                    known(scores.falsePositives(thresholds.alert())), known(scores.auc()),
                    known(scores.recallAt(FEW)), known(scores.thresholdAt(FEW)), known(scores.brier()));
        }
    }

    /** One source's clips. */
    public record Source(String name, Figures figures) {
    }

    /** @param clips all of them, judged under these thresholds */
    public static ScoreReport of(List<ClipScore> clips, Thresholds thresholds) {
        List<ClipScore> normal = clips.stream().filter(clip -> !clip.fight()).toList();
        double hours = normal.stream().mapToDouble(ClipScore::seconds).sum() / 3600;
        boolean named = clips.stream().anyMatch(clip -> !clip.source().isEmpty());
        List<Source> sources = !named ? List.of() : clips.stream()
                .collect(Collectors.groupingBy(ClipScore::source, TreeMap::new, Collectors.toList()))
                .entrySet().stream()
                .map(one -> new Source(one.getKey(), Figures.of(one.getValue(), ClipScore::highest, thresholds)))
                .toList();
        return new ScoreReport(thresholds, Figures.of(clips, ClipScore::highest, thresholds),
                Figures.of(clips, ClipScore::bestMean, thresholds), hours,
                known(normal.stream().mapToInt(ClipScore::alerts).sum() / hours),
                known(normal.stream().mapToInt(ClipScore::crimes).sum() / hours), sources, List.copyOf(clips));
    }

    private static Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
