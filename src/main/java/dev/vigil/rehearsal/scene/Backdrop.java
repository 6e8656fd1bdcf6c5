package dev.vigil.rehearsal.scene;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.Arrays;
import java.util.Random;

/** The street without people: asphalt, kerb, pavement, a wall with a door and a lamp, softly out of focus. */
final class Backdrop {

    private static final double WALL_Z = 11;
    private static final double KERB_Z = 9.2;
    private static final int[] WALLS = {0x8d8478, 0x7d8488, 0x90887f, 0x858a7c};

    private Backdrop() {
    }

    /** Pixels of the street that belongs to the seed. */
    static int[] paint(long seed) {
        Random random = Seeds.random(seed, -1);
        BufferedImage image = new BufferedImage(View.WIDTH, View.HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        wall(g, new Color(WALLS[(int) Math.floorMod(seed, (long) WALLS.length)]));
        door(g, -3.2 + 6.4 * random.nextDouble());
        ground(g);
        lamp(g, -3.5 + 7 * random.nextDouble());
        g.dispose();
        int[] rgb = soft(image).getRGB(0, 0, View.WIDTH, View.HEIGHT, null, 0, View.WIDTH);
        stain(rgb, random);
        return rgb;
    }

    private static int row(double y, double z) {
        return (int) Math.round(View.pixelY(y, z));
    }

    private static int column(double x, double z) {
        return (int) Math.round(View.pixelX(x, 0, z));
    }

    private static void wall(Graphics2D g, Color colour) {
        int foot = row(0, WALL_Z);
        g.setPaint(new GradientPaint(0, 0, colour.darker(), 0, foot, colour));
        g.fillRect(0, 0, View.WIDTH, foot);
        g.setColor(new Color(0, 0, 0, 26));
        for (double y = 0.3; y < 6; y += 0.3) {
            g.drawLine(0, row(y, WALL_Z), View.WIDTH, row(y, WALL_Z));
        }
        g.setColor(new Color(0, 0, 0, 70));
        g.fillRect(0, row(0.35, WALL_Z), View.WIDTH, foot - row(0.35, WALL_Z));
    }

    private static void door(Graphics2D g, double x) {
        int left = column(x, WALL_Z);
        int width = column(x + 1.1, WALL_Z) - left;
        int top = row(2.2, WALL_Z);
        int height = row(0, WALL_Z) - top;
        g.setColor(new Color(0x5a564f));
        g.fillRect(left - 4, top - 4, width + 8, height + 4);
        g.setPaint(new GradientPaint(left, 0, new Color(0x3e4a4c), left + width, 0, new Color(0x2f393b)));
        g.fillRect(left, top, width, height);
        g.setColor(new Color(0x6d7778));
        g.fillRect(left + width - 9, top + height / 2, 4, 7);
    }

    private static void ground(Graphics2D g) {
        int foot = row(0, WALL_Z);
        int kerb = row(0, KERB_Z);
        g.setPaint(new GradientPaint(0, foot, new Color(0x77746e), 0, kerb, new Color(0x85827b)));
        g.fillRect(0, foot, View.WIDTH, kerb - foot);
        g.setColor(new Color(0, 0, 0, 40));
        for (double x = -12; x < 12; x += 0.9) {
            g.drawLine(column(x, WALL_Z), foot, column(x, KERB_Z), kerb);
        }
        g.setPaint(new GradientPaint(0, kerb, new Color(0x5b5b5c), 0, View.HEIGHT, new Color(0x6c6c6b)));
        g.fillRect(0, kerb, View.WIDTH, View.HEIGHT - kerb);
        g.setColor(new Color(0xa09d96));
        g.fillRect(0, kerb - 2, View.WIDTH, 3);
        g.setColor(new Color(0, 0, 0, 60));
        g.fillRect(0, kerb + 1, View.WIDTH, 3);
    }

    private static void lamp(Graphics2D g, double x) {
        Point2D centre = new Point2D.Double(column(x, WALL_Z), row(3.1, WALL_Z));
        Color[] glow = {new Color(255, 244, 214, 120), new Color(255, 244, 214, 40), new Color(255, 244, 214, 0)};
        g.setPaint(new RadialGradientPaint(centre, 190, new float[] {0, 0.35f, 1}, glow));
        g.fillRect(0, 0, View.WIDTH, View.HEIGHT);
        g.setColor(new Color(0xe8e0c8));
        g.fillOval((int) centre.getX() - 6, (int) centre.getY() - 4, 12, 8);
    }

    private static BufferedImage soft(BufferedImage image) {
        float[] weights = new float[9];
        Arrays.fill(weights, 1f / weights.length);
        return new ConvolveOp(new Kernel(3, 3, weights), ConvolveOp.EDGE_NO_OP, null).filter(image, null);
    }

    /** Uneven surfaces: each pixel a little lighter or darker, in blotches. */
    private static void stain(int[] rgb, Random random) {
        double drift = 0;
        for (int i = 0; i < rgb.length; i++) {
            drift = 0.92 * drift + random.nextGaussian();
            int change = (int) Math.round(drift);
            rgb[i] = shifted(rgb[i] >> 16, change) << 16 | shifted(rgb[i] >> 8, change) << 8 | shifted(rgb[i], change);
        }
    }

    private static int shifted(int channel, int change) {
        return Math.max(0, Math.min(255, (channel & 0xff) + change));
    }
}
