package dev.vigil.bench.soak;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;

/** Draws a soak as three panels over minutes: memory, threads and descriptors, frames a second. */
final class SoakChart {

    private static final int WIDTH = 900;
    private static final int PANEL = 200;
    private static final int TOP = 30;
    private static final int LEFT = 60;
    private static final int RIGHT = 20;
    private static final Color BLUE = new Color(0x1f5fa8);
    private static final Color ORANGE = new Color(0xc8641e);
    private static final Color GREEN = new Color(0x3a7d44);
    private static final Color WARM_UP = new Color(0xf0f0f0);

    private record Curve(String name, Color colour, ToDoubleFunction<Sample> value) {
    }

    private final List<Sample> samples;
    private final double warmUp;
    private final double seconds;
    private final Graphics2D pen;
    private final BufferedImage image = new BufferedImage(WIDTH, 3 * (PANEL + TOP) + TOP, BufferedImage.TYPE_INT_RGB);

    private SoakChart(List<Sample> samples, double warmUp) {
        this.samples = samples;
        this.warmUp = warmUp;
        seconds = Math.max(1, samples.get(samples.size() - 1).seconds());
        pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, image.getHeight());
    }

    /** @param warmUp seconds that are not judged, shown grey */
    static void write(List<Sample> samples, double warmUp, Path file) throws IOException {
        SoakChart chart = new SoakChart(samples, warmUp);
        chart.panel(0, "MiB", List.of(new Curve("resident", BLUE, Sample::rss),
                new Curve("Java heap, with garbage", ORANGE, Sample::heap),
                new Curve("code and classes", GREEN, Sample::nonHeap)));
        chart.panel(1, "count", List.of(new Curve("threads", BLUE, Sample::threads),
                new Curve("descriptors", ORANGE, Sample::descriptors)));
        chart.panel(2, "frames a second, minutes across",
                List.of(new Curve("decoded", BLUE, chart.rate())));
        chart.pen.dispose();
        ImageIO.write(chart.image, "png", file.toFile());
    }

    private ToDoubleFunction<Sample> rate() {
        return sample -> {
            int place = samples.indexOf(sample);
            Sample before = samples.get(Math.max(0, place - 1));
            return place == 0 ? 0 : (sample.frames() - before.frames()) / (sample.seconds() - before.seconds());
        };
    }

    private void panel(int row, String unit, List<Curve> curves) {
        int top = TOP + row * (PANEL + TOP);
        double most = curves.stream().flatMapToDouble(curve -> samples.stream().mapToDouble(curve.value))
                .max().orElse(1);
        double step = step(most);
        double high = Math.max(step, Math.ceil(most / step) * step);
        pen.setColor(WARM_UP);
        pen.fillRect(LEFT, top, (int) (x(Math.min(warmUp, seconds)) - LEFT), PANEL);
        for (double value = 0; value <= high; value += step) {
            int y = (int) (top + PANEL * (1 - value / high));
            pen.setColor(Color.LIGHT_GRAY);
            pen.drawLine(LEFT, y, WIDTH - RIGHT, y);
            pen.setColor(Color.DARK_GRAY);
            pen.drawString(String.format(Locale.ROOT, "%.0f", value), 10, y + 4);
        }
        double minutes = Math.max(1, Math.ceil(seconds / 60 / 10));
        for (double minute = 0; minute * 60 <= seconds; minute += minutes) {
            pen.drawString(String.format(Locale.ROOT, "%.0f", minute), (int) x(minute * 60) - 4, top + PANEL + 15);
        }
        pen.drawString(unit, LEFT, top - 6);
        int across = LEFT + 260;
        for (Curve curve : curves) {
            pen.setColor(curve.colour);
            pen.drawString(curve.name, across, top - 6);
            across += 30 + pen.getFontMetrics().stringWidth(curve.name);
            draw(curve, top, high);
        }
    }

    private void draw(Curve curve, int top, double high) {
        Path2D path = new Path2D.Double();
        for (Sample sample : samples) {
            double value = curve.value.applyAsDouble(sample);
            double y = top + PANEL * (1 - value / high);
            if (path.getCurrentPoint() == null) {
                path.moveTo(x(sample.seconds()), y);
            } else {
                path.lineTo(x(sample.seconds()), y);
            }
        }
        pen.setStroke(new BasicStroke(1.3f));
        pen.draw(path);
        pen.setStroke(new BasicStroke(1));
    }

    private static double step(double most) {
        double step = Math.pow(10, Math.floor(Math.log10(Math.max(1, most))));
        return most / step < 2 ? step / 4 : most / step < 5 ? step / 2 : step;
    }

    private double x(double second) {
        return LEFT + second / seconds * (WIDTH - LEFT - RIGHT);
    }
}
