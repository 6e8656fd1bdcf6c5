package dev.vigil.zone;

import java.util.List;

/**
 * An area of the picture, convex or not.
 *
 * @param corners in order along the edge, either way round; at least three, and no two sides cross
 */
public record Polygon(List<Corner> corners) {

    /** Fractions of the picture's width and height, 0 to 1. */
    public record Corner(double x, double y) {
    }

    private static final double JUST_INSIDE = 1e-6;

    public Polygon {
        corners = List.copyOf(corners);
    }

    /**
     * How deep a place lies within the area: its distance from the nearest side, negative outside, in picture heights.
     * Sides on the picture's border do not count, for whoever stands beyond it is still seen at the border.
     *
     * @param x      fraction of the picture's width; beyond the border means on it
     * @param y      fraction of its height
     * @param aspect width of the picture over its height
     */
    double depth(double x, double y, double aspect) {
        double atX = Math.max(JUST_INSIDE, Math.min(1 - JUST_INSIDE, x));
        double atY = Math.max(JUST_INSIDE, Math.min(1 - JUST_INSIDE, y));
        boolean inside = false;
        double nearest = Double.MAX_VALUE;
        Corner a = corners.get(corners.size() - 1);
        for (int i = 0; i < corners.size(); i++) {
            Corner b = corners.get(i);
            if (a.y > atY != b.y > atY && atX < a.x + (atY - a.y) / (b.y - a.y) * (b.x - a.x)) {
                inside = !inside;
            }
            if (!onBorder(a, b)) {
                nearest = Math.min(nearest, distance((atX - a.x) * aspect, atY - a.y, (b.x - a.x) * aspect, b.y - a.y));
            }
            a = b;
        }
        return inside ? nearest : -nearest;
    }

    /** Area over circumference, in picture heights: half the width of a strip, at most the radius that fits inside. */
    double thickness(double aspect) {
        double around = 0;
        Corner a = corners.get(corners.size() - 1);
        for (int i = 0; i < corners.size(); i++) {
            Corner b = corners.get(i);
            around += Math.hypot((b.x - a.x) * aspect, b.y - a.y);
            a = b;
        }
        return area() * aspect / around;
    }

    /** Share of the picture, 0 to 1. */
    double area() {
        double twice = 0;
        Corner a = corners.get(corners.size() - 1);
        for (Corner b : corners) {
            twice += a.x * b.y - b.x * a.y;
            a = b;
        }
        return Math.abs(twice) / 2;
    }

    /** Whether two sides that are not neighbours meet. */
    boolean crossesItself() {
        int n = corners.size();
        for (int i = 0; i < n; i++) {
            for (int j = i + 2; j < n; j++) {
                boolean neighbours = i == 0 && j == n - 1;
                if (!neighbours && meet(corners.get(i), corners.get(i + 1), corners.get(j), corners.get((j + 1) % n))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean meet(Corner a, Corner b, Corner c, Corner d) {
        return turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0
                && Math.max(a.x, b.x) >= Math.min(c.x, d.x) && Math.max(c.x, d.x) >= Math.min(a.x, b.x)
                && Math.max(a.y, b.y) >= Math.min(c.y, d.y) && Math.max(c.y, d.y) >= Math.min(a.y, b.y);
    }

    /** Positive when the way from a over b to c turns one way, negative the other, 0 straight on. */
    private static double turn(Corner a, Corner b, Corner c) {
        return Math.signum((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
    }

    private static boolean onBorder(Corner a, Corner b) {
        return a.x == b.x && (a.x == 0 || a.x == 1) || a.y == b.y && (a.y == 0 || a.y == 1);
    }

    /** From a point to a side; both relative to where the side begins. */
    private static double distance(double x, double y, double sideX, double sideY) {
        double length = sideX * sideX + sideY * sideY;
        double along = length == 0 ? 0 : Math.max(0, Math.min(1, (x * sideX + y * sideY) / length));
        return Math.hypot(x - along * sideX, y - along * sideY);
    }
}
