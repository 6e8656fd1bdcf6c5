package dev.vigil.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.replay.Timeline.Sample;
import dev.vigil.replay.Timeline.Thresholds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreReportTest {

    private static final Thresholds USUAL = new Thresholds(50, 80, 2, 10);

    @Test
    void falseAlarmsAreCountedPerHourOfNormalFootageOnly() {
        ScoreReport report = ScoreReport.of(List.of(
                new ClipScore("n1", false, "", 1800, 9, 85, 82, 3, 1),
                new ClipScore("n2", false, "", 5400, 9, 20, 10, 0, 0),
                new ClipScore("f1", true, "", 3600, 9, 95, 90, 5, 5)), USUAL);
        assertEquals(2, report.normalHours(), 1e-12);
        assertEquals(1.5, report.falseAlerts(), 1e-12);
        assertEquals(0.5, report.falseCrimes(), 1e-12);
        assertEquals(2 / 3.0, report.highest().accuracyAtCrime(), 1e-12);
        assertTrue(report.sources().isEmpty());
    }

    @Test
    void sourcesAreScoredEachByItselfAndWhatCannotBeToldIsLeftOut() {
        ScoreReport report = ScoreReport.of(List.of(
                new ClipScore("a", true, "yard", 3, 9, 60, 50, 1, 0),
                new ClipScore("b", false, "yard", 3, 9, 55, 10, 1, 0),
                new ClipScore("c", true, "gate", 3, 9, 40, 30, 0, 0)), USUAL);
        assertEquals(List.of("gate", "yard"), report.sources().stream().map(ScoreReport.Source::name).toList());
        assertNull(report.sources().get(0).figures().auc());
        assertEquals(0.0, report.sources().get(0).figures().accuracyAtAlert());
        assertEquals(1.0, report.sources().get(1).figures().auc());
        String table = ScoreTable.of(report);
        assertTrue(table.matches("(?s).*gate +1 +1 +0\\.000 +0\\.000 +- .*"), table);
    }

    @Test
    void theBestMeanIsThatOfTheBestTwoSecondsNotOfTheBestMoment() {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            // A flash of 100 at 1 s; 60 from 5 s to 7 s; else 0.
            double confidence = i == 5 ? 100 : i >= 25 && i <= 35 ? 60 : 0;
            samples.add(sample(i * 0.2, confidence));
        }
        assertEquals(60, ClipScore.bestMean(samples), 1e-9);
        assertEquals(30, ClipScore.bestMean(List.of(sample(0, 10), sample(0.5, 50))), 1e-9, "a short clip's mean");
        assertEquals(0, ClipScore.bestMean(List.of()));
    }

    private static Sample sample(double t, double confidence) {
        return new Sample(t, 1, confidence, "fighting", "", null, List.of());
    }
}
