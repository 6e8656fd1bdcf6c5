package dev.vigil.replay;

import static dev.vigil.replay.Markup.clock;
import static dev.vigil.replay.Markup.escaped;
import static dev.vigil.replay.Markup.format;

import dev.vigil.replay.Timeline.Event;
import dev.vigil.replay.Timeline.Sample;
import java.util.ArrayList;
import java.util.List;

/** The confidence over time as SVG, the thresholds across it, the incidents' states behind and below it. */
final class Chart {

    private static final int WIDTH = 1120;
    private static final int LEFT = 40;
    private static final int RIGHT = 12;
    private static final int TOP = 40;
    /** Two rows of words above the plot, so that steps which follow close on another can both be named. */
    private static final int[] ROWS = {TOP - 22, TOP - 8};
    private static final int PLOT = 240;
    private static final int STRIP = 14;
    private static final int HEIGHT = TOP + PLOT + STRIP + 26;
    /** More points than this cannot be told apart: then each shows the highest confidence of its stretch. */
    private static final int MOST_POINTS = 1000;
    private static final double[] STEPS = {0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400};

    private final Timeline timeline;
    private final double seconds;
    private final StringBuilder svg = new StringBuilder();

    private Chart(Timeline timeline) {
        this.timeline = timeline;
        this.seconds = Math.max(0.1, timeline.about().seconds());
    }

    static String of(Timeline timeline) {
        Chart chart = new Chart(timeline);
        chart.draw();
        return chart.svg.toString();
    }

    private void draw() {
        svg.append(format("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Confidence over time\">\n", WIDTH,
                HEIGHT));
        spans();
        grid();
        threshold("alert", timeline.about().thresholds().alert());
        threshold("crime", timeline.about().thresholds().crime());
        List<Sample> shown = thinned(timeline.samples());
        curve(shown);
        events();
        tips(shown);
        svg.append("</svg>\n");
    }

    private void spans() {
        svg.append(format("<rect class=\"calm\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n", LEFT,
                TOP + PLOT + 4, WIDTH - LEFT - RIGHT, STRIP));
        for (Spans.Span span : Spans.of(timeline)) {
            double width = Math.max(1, x(span.to()) - x(span.from()));
            svg.append(format("<rect class=\"ground %s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                    span.state(), x(span.from()), TOP, width, PLOT));
            svg.append(format("<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\">"
                    + "<title>incident %d: %s from %s to %s</title></rect>\n", span.state(), x(span.from()),
                    TOP + PLOT + 4, width, STRIP, span.incident(), span.state(), clock(span.from()),
                    clock(span.to())));
        }
    }

    private void grid() {
        for (int level = 0; level <= 100; level += 25) {
            svg.append(format("<path class=\"grid\" d=\"M%d %.1fH%d\"/><text class=\"axis end\" x=\"%d\" y=\"%.1f\">"
                    + "%d</text>\n", LEFT, y(level), WIDTH - RIGHT, LEFT - 6, y(level) + 4, level));
        }
        double step = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0 && seconds / STEPS[i] <= 14; i--) {
            step = STEPS[i];
        }
        for (int i = 0; i * step <= seconds; i++) {
            double t = i * step;
            String label = step < 1 ? clock(t) : clock(t).replaceAll("\\.0$", "");
            svg.append(format("<path class=\"grid\" d=\"M%.1f %dv%d\"/>", x(t), TOP, PLOT));
            boolean atTheEdge = x(t) > WIDTH - RIGHT - 14;
            svg.append(format("<text class=\"axis %s\" x=\"%.1f\" y=\"%d\">%s</text>\n",
                    atTheEdge ? "end" : "middle", x(t), HEIGHT - 2, label));
        }
    }

    private void threshold(String name, double level) {
        svg.append(format("<path class=\"threshold %s\" d=\"M%d %.1fH%d\"/><text class=\"%s\" x=\"%d\" y=\"%.1f\">"
                + "%s %s</text>\n", name, LEFT, y(level), WIDTH - RIGHT, name, LEFT + 6, y(level) - 4, name,
                format("%.1f", level).replaceAll("\\.0$", "")));
    }

    private void curve(List<Sample> shown) {
        if (shown.isEmpty()) {
            return;
        }
        StringBuilder line = new StringBuilder();
        for (Sample sample : shown) {
            line.append(line.isEmpty() ? "M" : "L")
                    .append(format("%.1f %.1f", x(sample.t()), y(sample.confidence())));
        }
        double begin = x(shown.get(0).t());
        double end = x(shown.get(shown.size() - 1).t());
        svg.append(format("<path class=\"area\" d=\"%sL%.1f %.1fL%.1f %.1fZ\"/>\n", line, end, y(0), begin, y(0)));
        svg.append("<path class=\"curve\" d=\"").append(line).append("\"/>\n");
    }

    /** A flag for each step of an incident's life but the updates, which are dots on the curve. */
    private void events() {
        double[] free = new double[ROWS.length];
        for (Event event : timeline.events()) {
            double x = x(event.t());
            if (event.kind().equals(Event.UPDATED)) {
                svg.append(format("<circle class=\"update\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>\n", x,
                        y(event.confidence())));
                continue;
            }
            double width = 6.5 * event.kind().length();
            int row = 0;
            while (row < ROWS.length - 1 && x < free[row]) {
                row++;
            }
            svg.append(format("<path class=\"flag %s\" d=\"M%.1f %dV%d\"/>", event.kind(), x, ROWS[row] - 9,
                    TOP + PLOT));
            if (x >= free[row]) {
                boolean left = x + width > WIDTH;
                svg.append(format("<text class=\"%s%s\" x=\"%.1f\" y=\"%d\">%s</text>", event.kind(),
                        left ? " end" : "", left ? x - 4 : x + 4, ROWS[row], event.kind()));
                free[row] = x + width + 8;
            }
            svg.append('\n');
        }
    }

    /** What a pointer over the curve is told. */
    private void tips(List<Sample> shown) {
        for (int i = 0; i < shown.size(); i++) {
            Sample sample = shown.get(i);
            double from = i == 0 ? LEFT : (x(shown.get(i - 1).t()) + x(sample.t())) / 2;
            double to = i == shown.size() - 1 ? WIDTH - RIGHT : (x(shown.get(i + 1).t()) + x(sample.t())) / 2;
            svg.append(format("<g class=\"tip\"><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>"
                    + "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"/><title>%s  %.1f %%  %s</title></g>\n", from, TOP,
                    Math.max(0, to - from), PLOT, x(sample.t()), y(sample.confidence()), clock(sample.t()),
                    sample.confidence(), escaped(sample.why())));
        }
    }

    private static List<Sample> thinned(List<Sample> samples) {
        if (samples.size() <= MOST_POINTS) {
            return samples;
        }
        List<Sample> shown = new ArrayList<>();
        for (int point = 0; point < MOST_POINTS; point++) {
            int from = (int) ((long) samples.size() * point / MOST_POINTS);
            int to = (int) ((long) samples.size() * (point + 1) / MOST_POINTS);
            Sample highest = samples.get(from);
            for (Sample sample : samples.subList(from, to)) {
                highest = sample.confidence() > highest.confidence() ? sample : highest;
            }
            shown.add(highest);
        }
        return shown;
    }

    private double x(double t) {
        return LEFT + Math.min(t, seconds) / seconds * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double confidence) {
        return TOP + PLOT * (1 - confidence / 100);
    }
}
