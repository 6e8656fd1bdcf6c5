package dev.vigil.calibration;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** A fit in words and figures for the operator, who must see what he trades. */
public final class FitReport {

    private static final double[] EXAMPLES = {60, 80, 90, 95};

    private FitReport() {
    }

    /** @param leftOut minutes not counted as ordinary, for their crimes */
    public static String of(long camera, Footage footage, long leftOut, OffsetFit fit, String judge, double alert) {
        StringBuilder text = new StringBuilder();
        add(text, "camera %d: %.1f hours of ordinary footage in %d minutes%s, judged by %s", camera, footage.hours(),
                footage.minutes().size(), leftOut == 0 ? "" : ", " + leftOut + " left out round confirmed crimes",
                judge);
        add(text, "%-32s %10s %10s", "", "offset 0", String.format(Locale.ROOT, "%+.2f", fit.offset()));
        add(text, "%-32s %10d %10d", String.format(Locale.ROOT, "minutes with a peak above %.1f", alert),
                footage.minutesAbove(alert, 0), footage.minutesAbove(alert, fit.offset()));
        add(text, "%-32s %10.2f %10.2f", "false alarms expected a day", fit.before().perDay(), fit.after().perDay());
        add(text, "%-32s %10s %10s", "  with 90 % certainty", range(fit.before().range()),
                range(fit.after().range()));
        add(text, "offset %+.2f (with 90 %% certainty %+.2f to %+.2f)%s", fit.offset(), fit.range().low(),
                fit.range().high(), fit.remark().map(words -> "; " + words).orElse(""));
        if (fit.offset() == 0) {
            add(text, "sensitivity stays as it is");
        } else {
            add(text, "%s: what scored %s scores %s from now on; an alert takes what scored %.1f before",
                    fit.offset() < 0 ? "LESS sensitive to true fights, too" : "more sensitive",
                    scores(0), scores(fit.offset()), Calibrated.shifted(alert, -fit.offset()));
        }
        return text.toString().stripTrailing();
    }

    /** One line of what is kept for a camera. */
    public static String of(long camera, Calibration kept) {
        return String.format(Locale.ROOT, "camera %d: offset %+.2f, made %s from %.1f hours (%s), for %.2f false alarms"
                + " a day above %.1f: expected %.2f before, %.2f after (%.2f to %.2f), judged by %s", camera,
                kept.offset(), kept.made(), kept.hours(), kept.from(), kept.wishedPerDay(), kept.alert(),
                kept.before(), kept.after(), kept.afterLow(), kept.afterHigh(), kept.judge());
    }

    private static String scores(double offset) {
        return DoubleStream.of(EXAMPLES).map(score -> Calibrated.shifted(score, offset))
                .mapToObj(score -> String.format(Locale.ROOT, "%.0f", score)).collect(Collectors.joining("/"));
    }

    private static String range(OffsetFit.Range range) {
        return String.format(Locale.ROOT, "%.2f-%.2f", range.low(), range.high());
    }

    private static void add(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
