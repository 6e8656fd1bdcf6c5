package dev.vigil.rehearsal.scene;

/** The picture being drawn, RGB, and the one brush that figures need: a shaded, tapered capsule with soft edges. */
final class Canvas {

    static final int PIXELS = View.WIDTH * View.HEIGHT;

    /** Light from the upper left, before the figure. */
    private static final double LIGHT_X = -0.45;
    private static final double LIGHT_Y = -0.60;
    private static final double LIGHT_Z = 0.66;
    private static final double AMBIENT = 0.42;
    private static final double DIFFUSE = 0.68;
    /** Width in pixels over which an edge fades: the lens is not sharp. */
    private static final double SOFTNESS = 1.6;

    private final int[] rgb = new int[PIXELS];

    int[] rgb() {
        return rgb;
    }

    void fill(int[] background) {
        System.arraycopy(background, 0, rgb, 0, PIXELS);
    }

    /** Draws a capsule between two circles, (ax, ay, ar) and (bx, by, br), in pixels. */
    void capsule(double ax, double ay, double ar, double bx, double by, double br, int colour) {
        double thick = Math.max(ar, br) + SOFTNESS;
        int left = (int) Math.max(0, Math.min(ax, bx) - thick);
        int right = (int) Math.min(View.WIDTH - 1.0, Math.max(ax, bx) + thick);
        int top = (int) Math.max(0, Math.min(ay, by) - thick);
        int bottom = (int) Math.min(View.HEIGHT - 1.0, Math.max(ay, by) + thick);
        double dx = bx - ax;
        double dy = by - ay;
        double perLength = 1 / Math.max(1e-6, dx * dx + dy * dy);
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) * perLength));
                double nx = x - ax - t * dx;
                double ny = y - ay - t * dy;
                double radius = ar + t * (br - ar);
                double square = nx * nx + ny * ny;
                if (square < (radius + SOFTNESS) * (radius + SOFTNESS)) {
                    double cover = Math.min(1, (radius - Math.sqrt(square)) / SOFTNESS + 0.5);
                    if (cover > 0) {
                        blend(y * View.WIDTH + x, colour, shade(nx / radius, ny / radius), cover);
                    }
                }
            }
        }
    }

    private static double shade(double nx, double ny) {
        double nz = Math.sqrt(Math.max(0, 1 - nx * nx - ny * ny));
        return AMBIENT + DIFFUSE * Math.max(0, nx * LIGHT_X + ny * LIGHT_Y + nz * LIGHT_Z);
    }

    private void blend(int at, int colour, double shade, double cover) {
        int below = rgb[at];
        int r = channel(below >> 16, colour >> 16, shade, cover);
        int g = channel(below >> 8, colour >> 8, shade, cover);
        int b = channel(below, colour, shade, cover);
        rgb[at] = r << 16 | g << 8 | b;
    }

    private static int channel(int below, int colour, double shade, double cover) {
        double under = below & 0xff;
        return (int) (under + ((colour & 0xff) * shade - under) * cover);
    }

    /** Darkens an ellipse, most in its middle. */
    void shadow(double cx, double cy, double rx, double ry, double strength) {
        int top = (int) Math.max(0, cy - ry);
        int bottom = (int) Math.min(View.HEIGHT - 1.0, cy + ry);
        int left = (int) Math.max(0, cx - rx);
        int right = (int) Math.min(View.WIDTH - 1.0, cx + rx);
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double ex = (x - cx) / rx;
                double ey = (y - cy) / ry;
                double inside = 1 - ex * ex - ey * ey;
                if (inside > 0) {
                    blend(y * View.WIDTH + x, 0, 0, strength * inside);
                }
            }
        }
    }
}
