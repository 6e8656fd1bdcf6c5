package dev.vigil.replay;

import dev.vigil.detection.Box;
import dev.vigil.detection.People;
import dev.vigil.detection.Person;
import dev.vigil.file.Jpeg;
import dev.vigil.stream.Frame;
import dev.vigil.zone.Polygon;
import dev.vigil.zone.Zone;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Draws what the detector saw into the picture that the model saw: people in blue, the box that won in orange, zones in
 * yellow.
 */
final class Sketcher {

    private static final float SURE = 0.2f;
    private static final Color PERSON = new Color(64, 196, 255);
    private static final Color WINNER = new Color(255, 145, 0);
    private static final Color ZONE = new Color(255, 235, 59);
    private static final Color INSIDE = new Color(255, 235, 59, 40);
    private static final Color SHADE = new Color(0, 0, 0, 150);
    private static final int[][] BONES = {{0, 1}, {0, 2}, {1, 3}, {2, 4}, {5, 6}, {5, 7}, {7, 9}, {6, 8}, {8, 10},
        {5, 11}, {6, 12}, {11, 12}, {11, 13}, {13, 15}, {12, 14}, {14, 16}};

    private Sketcher() {
    }

    /** @param box may be null */
    static byte[] sketch(Frame frame, People people, List<Zone> zones, Box box) {
        BufferedImage image = picture(frame);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        for (Zone zone : zones) {
            draw(graphics, zone, image.getWidth(), image.getHeight());
        }
        for (int i = 0; i < people.count(); i++) {
            draw(graphics, people.get(i), image.getWidth(), image.getHeight());
        }
        if (box != null) {
            draw(graphics, box, image.getWidth(), image.getHeight());
        }
        graphics.dispose();
        return Jpeg.of(image);
    }

    private static BufferedImage picture(Frame frame) {
        int width = frame.pictureWidth;
        int height = frame.pictureHeight;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] rgb = new int[width];
        byte[] row = new byte[width * 3];
        for (int y = 0; y < height; y++) {
            frame.pixels().get(y * frame.size().width() * 3, row);
            for (int x = 0; x < width; x++) {
                rgb[x] = (row[3 * x] & 0xff) << 16 | (row[3 * x + 1] & 0xff) << 8 | row[3 * x + 2] & 0xff;
            }
            image.setRGB(0, y, width, 1, rgb, 0, width);
        }
        return image;
    }

    private static void draw(Graphics2D graphics, Person person, int width, int height) {
        for (int[] bone : BONES) {
            if (sure(person, bone[0]) && sure(person, bone[1])) {
                outlined(graphics, new Line2D.Float(person.keypointX[bone[0]] * width,
                        person.keypointY[bone[0]] * height, person.keypointX[bone[1]] * width,
                        person.keypointY[bone[1]] * height), PERSON, 1.6f);
            }
        }
        graphics.setColor(PERSON);
        for (int k = 0; k < Person.KEYPOINTS; k++) {
            if (sure(person, k)) {
                graphics.fill(new Ellipse2D.Float(person.keypointX[k] * width - 1.8f,
                        person.keypointY[k] * height - 1.8f, 3.6f, 3.6f));
            }
        }
    }

    private static boolean sure(Person person, int keypoint) {
        return person.keypointScore[keypoint] > SURE;
    }

    private static void draw(Graphics2D graphics, Zone zone, int width, int height) {
        Path2D.Double edge = new Path2D.Double();
        for (Polygon.Corner corner : zone.polygon().corners()) {
            if (edge.getCurrentPoint() == null) {
                edge.moveTo(corner.x() * width, corner.y() * height);
            } else {
                edge.lineTo(corner.x() * width, corner.y() * height);
            }
        }
        edge.closePath();
        graphics.setColor(INSIDE);
        graphics.fill(edge);
        outlined(graphics, edge, ZONE, 1.2f);
    }

    private static void draw(Graphics2D graphics, Box box, int width, int height) {
        outlined(graphics, new Rectangle2D.Float(box.left() * width, box.top() * height,
                (box.right() - box.left()) * width, (box.bottom() - box.top()) * height), WINNER, 2);
    }

    /** Readable on light and dark ground. */
    private static void outlined(Graphics2D graphics, Shape shape, Color colour, float stroke) {
        graphics.setStroke(new BasicStroke(stroke + 1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.setColor(SHADE);
        graphics.draw(shape);
        graphics.setStroke(new BasicStroke(stroke, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.setColor(colour);
        graphics.draw(shape);
    }
}
