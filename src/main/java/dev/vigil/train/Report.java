package dev.vigil.train;

import dev.vigil.score.Scores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes what a training is worth, for people: one Markdown page with its pictures beside it. */
final class Report {

    private static final String CLEAN = "#1668b8";
    private static final String NIGHT = "#202020";
    private static final String CHEAP = "#c05000";
    private static final String FIGHT = "#c02020";
    private static final String CALM = "#208040";
    private static final int BINS = 20;

    private final Path folder;
    private final StringBuilder page = new StringBuilder();

    Report(Path folder) {
        this.folder = folder;
    }

    void add(String words) {
        page.append(words).append("\n\n");
    }

    void figures(CrossValidation validation) {
        page.append("| judged on | accuracy | AUC | same-source AUC | recall at 5 % FP | Brier |\n|---|---|---|---|---|---|\n");
        Map<Example.Kind, String> names = new TreeMap<>(Map.of(Example.Kind.PLAIN, "clips as they are",
                Example.Kind.NIGHT, "dark, noisy, shaken copies", Example.Kind.CHEAP, "coarse, blocky, flat copies",
                Example.Kind.SLOW, "2.5 samples a second"));
        names.forEach((kind, name) -> {
            Metrics m = validation.metrics(kind);
            page.append(String.format(Locale.ROOT, "| %s | %.3f | %.3f | %.3f | %.2f | %.3f |%n", name, m.accuracy(),
                    m.auc(), m.sameSource(), m.recall(), m.brier()));
        });
        page.append('\n');
    }

    void pictures(CrossValidation validation) throws IOException {
        Scores clean = validation.firstSeed(Example.Kind.PLAIN);
        Scores night = validation.firstSeed(Example.Kind.NIGHT);
        Scores cheap = validation.firstSeed(Example.Kind.CHEAP);
        picture("roc", new Chart("ROC", "false positives", "fights found").line(0, 0, 1, 1, "#999")
                .curve(clean.roc(), CLEAN).curve(night.roc(), NIGHT).curve(cheap.roc(), CHEAP)
                .legend(14, CLEAN, "clean").legend(15, NIGHT, "night").legend(16, CHEAP, "cheap"));
        Chart reliability = new Chart("Reliability", "confidence said", "share that were fights")
                .line(0, 0, 1, 1, "#999");
        reliability(reliability, clean, CLEAN);
        reliability(reliability, cheap, CHEAP);
        picture("reliability", reliability.legend(14, CLEAN, "clean").legend(15, CHEAP, "cheap"));
        picture("scores", histogram("Confidences, clean", clean));
        picture("scores-night", histogram("Confidences, night", night));
        page.append('\n');
    }

    private static void reliability(Chart chart, Scores judged, String colour) {
        double[][] points = judged.reliability();
        chart.curve(points, colour);
        for (double[] point : points) {
            chart.dot(point[0], point[1], 2 + Math.sqrt(point[2]) / 1.5, colour);
        }
    }

    private static Chart histogram(String title, Scores judged) {
        Chart chart = new Chart(title, "confidence", "share of its label, times 2");
        for (boolean fight : new boolean[] {false, true}) {
            double[] scores = judged.of(fight);
            for (int bin = 0; bin < BINS; bin++) {
                int at = bin;
                long here = Arrays.stream(scores)
                        .filter(score -> Math.min(BINS - 1, (int) (score / 100 * BINS)) == at).count();
                chart.bar((double) bin / BINS, (bin + 1.0) / BINS, 2.0 * here / scores.length, fight ? FIGHT : CALM);
            }
        }
        return chart.legend(0, FIGHT, "fights").legend(1, CALM, "normals");
    }

    /** A scene's confidence over its seconds, {second, confidence 0 to 100}, and its fight. */
    void scene(ScenePlan plan, List<double[]> curve) throws IOException {
        Chart chart = new Chart(plan.name() + " (" + Math.round(plan.seconds()) + " s)", "share of the scene",
                "confidence");
        plan.scene().fights(0, plan.seconds()).forEach(span -> chart.bar(span.from() / plan.seconds(),
                Math.min(1, span.to() / plan.seconds()), 1, "#f0c0c0"));
        chart.curve(curve.stream().map(point -> new double[] {point[0] / plan.seconds(), point[1] / 100})
                .toArray(double[][]::new), CLEAN);
        picture(plan.name(), chart);
    }

    private void picture(String name, Chart chart) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".svg"), chart.svg());
        page.append("![").append(name).append("](").append(name).append(".svg)\n");
    }

    void write() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("README.md"), page);
    }
}
