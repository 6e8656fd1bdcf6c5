package dev.vigil.train;

import java.util.Locale;

/** Draws a small chart as SVG, both axes from 0 to 1. */
final class Chart {

    private static final int SIZE = 300;
    private static final int MARGIN = 44;

    private final StringBuilder svg = new StringBuilder();

    Chart(String title, String across, String up) {
        int all = SIZE + 2 * MARGIN;
        svg.append(format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" "
                + "font-family=\"sans-serif\" font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                all, all, all, all));
        text(MARGIN + SIZE / 2, 20, title, "middle\" font-weight=\"bold");
        text(MARGIN + SIZE / 2, all - 8, across, "middle");
        svg.append(format("<text transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>%n",
                MARGIN + SIZE / 2, up));
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            double value = tenth / 10.0;
            line(value, 0, value, 1, "#ddd");
            line(0, value, 1, value, "#ddd");
            text((int) x(value), (int) y(0) + 16, format("%.1f", value), "middle");
            text(MARGIN - 6, (int) y(value) + 4, format("%.1f", value), "end");
        }
    }

    Chart line(double x0, double y0, double x1, double y1, String colour) {
        svg.append(format("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n", x(x0), y(y0),
                x(x1), y(y1), colour));
        return this;
    }

    /** A curve through points {x, y}. */
    Chart curve(double[][] points, String colour) {
        svg.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"").append(colour).append("\" points=\"");
        for (double[] point : points) {
            svg.append(format("%.1f,%.1f ", x(point[0]), y(point[1])));
        }
        svg.append("\"/>\n");
        return this;
    }

    Chart dot(double x, double y, double radius, String colour) {
        svg.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\"/>%n", x(x), y(y), radius, colour));
        return this;
    }

    Chart bar(double from, double to, double height, String colour) {
        svg.append(format("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\" opacity=\"0.6\"/>%n",
                x(from), y(height), SIZE * (to - from), SIZE * Math.min(1, height), colour));
        return this;
    }

    /** Names a colour; rows count from the top. */
    Chart legend(int row, String colour, String words) {
        text(MARGIN + SIZE - 8, MARGIN + 18 + 16 * row, words, "end\" fill=\"" + colour);
        return this;
    }

    private void text(int x, int y, String words, String anchor) {
        svg.append(format("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, words));
    }

    private static double x(double value) {
        return MARGIN + SIZE * value;
    }

    private static double y(double value) {
        return MARGIN + SIZE * (1 - Math.min(1, value));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    String svg() {
        return svg + "</svg>\n";
    }
}
