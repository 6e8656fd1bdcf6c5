package dev.vigil.rehearsal.scene;

/**
 * How the camera sees the street: a pinhole camera above the ground, looking along z and a little down.
 * World coordinates in metres: x to the right, y up from the ground, z away from the camera.
 */
final class View {

    static final int WIDTH = 640;
    static final int HEIGHT = 360;

    private static final double FOCAL_PIXELS = 560;
    private static final double CAMERA_HEIGHT = 2.6;
    private static final double TILT = Math.toRadians(12);
    private static final double COS = Math.cos(TILT);
    private static final double SIN = Math.sin(TILT);

    private View() {
    }

    /** Distance along the camera's axis. */
    static double depth(double y, double z) {
        return z * COS - (y - CAMERA_HEIGHT) * SIN;
    }

    /** Pixels that a metre takes up there. */
    static double scale(double y, double z) {
        return FOCAL_PIXELS / depth(y, z);
    }

    static double pixelX(double x, double y, double z) {
        return WIDTH / 2.0 + x * scale(y, z);
    }

    static double pixelY(double y, double z) {
        return HEIGHT / 2.0 - ((y - CAMERA_HEIGHT) * COS + z * SIN) * scale(y, z);
    }
}
