package dev.vigil.replay;

import dev.vigil.replay.ScoreReport.Figures;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A score report for the eye. */
final class ScoreTable {

    private static final int WORST = 8;

    private final StringBuilder text = new StringBuilder();

    private ScoreTable() {
    }

    static String of(ScoreReport report) {
        ScoreTable table = new ScoreTable();
        table.overall(report);
        table.sources(report);
        table.worst("normal clips that score highest", report, false);
        table.worst("fights that score lowest", report, true);
        return table.text.toString();
    }

    private void overall(ScoreReport report) {
        Figures highest = report.highest();
        Figures mean = report.bestMean();
        line("%d clips: %d fights, %d normal (%.2f h)", highest.clips(), highest.fights(),
                highest.clips() - highest.fights(), report.normalHours());
        line("");
        line("%-44s %10s %14s", "each clip scored by its confidence's", "maximum", "best 2 s mean");
        row("accuracy at ALERT " + number(report.thresholds().alert()), highest.accuracyAtAlert(),
                mean.accuracyAtAlert());
        row("accuracy at CRIME " + number(report.thresholds().crime()), highest.accuracyAtCrime(),
                mean.accuracyAtCrime());
        row("recall at ALERT", highest.recallAtAlert(), mean.recallAtAlert());
        row("false positives at ALERT", highest.falsePositivesAtAlert(), mean.falsePositivesAtAlert());
        row("AUC", highest.auc(), mean.auc());
        row("recall at 5 % false positives", highest.recallAtFew(), mean.recallAtFew());
        line("%-44s %10s %14s", "  the threshold that gives it", number(highest.thresholdAtFew()),
                number(mean.thresholdAtFew()));
        row("Brier score", highest.brier(), mean.brier());
        line("");
        line("false alarms per hour of normal footage: %s alerts, %s crimes", number(report.falseAlerts()),
                number(report.falseCrimes()));
    }

    private void sources(ScoreReport report) {
        if (report.sources().isEmpty()) {
            return;
        }
        line("");
        line("%-16s %6s %7s %10s %10s %7s %7s", "source", "clips", "fights", "acc ALERT", "acc CRIME", "AUC", "Brier");
        for (ScoreReport.Source source : report.sources()) {
            Figures figures = source.figures();
            line("%-16s %6d %7d %10s %10s %7s %7s", source.name().isEmpty() ? "(none)" : source.name(),
                    figures.clips(), figures.fights(), share(figures.accuracyAtAlert()),
                    share(figures.accuracyAtCrime()), share(figures.auc()), share(figures.brier()));
        }
    }

    private void worst(String title, ScoreReport report, boolean fights) {
        Comparator<ClipScore> byScore = Comparator.comparingDouble(ClipScore::highest);
        List<ClipScore> worst = report.clips().stream().filter(clip -> clip.fight() == fights)
                .sorted(fights ? byScore : byScore.reversed()).limit(WORST).toList();
        if (!worst.isEmpty()) {
            line("");
            line("%s:", title);
            worst.forEach(clip -> line("  %5.1f  %s", clip.highest(), clip.clip()));
        }
    }

    private void row(String name, Double highest, Double mean) {
        line("%-44s %10s %14s", name, share(highest), share(mean));
    }

    private static String share(Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String number(Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
