package dev.vigil.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Looks at single pixels of a frame. */
final class Pixels {

    /** What lossy coding may change. */
    private static final int TOLERANCE = 14;

    private Pixels() {
    }

    static void assertRgb(Frame frame, int x, int y, int... rgb) {
        for (int channel = 0; channel < 3; channel++) {
            int value = value(frame, x, y, channel);
            assertEquals(rgb[channel], value, TOLERANCE, "channel " + channel + " at " + x + "," + y);
        }
    }

    static void assertBlackOutside(Frame frame, int width, int height) {
        for (int y = 0; y < frame.size().height(); y++) {
            for (int x = y < height ? width : 0; x < frame.size().width(); x++) {
                for (int channel = 0; channel < 3; channel++) {
                    assertEquals(0, value(frame, x, y, channel), "outside the picture, at " + x + "," + y);
                }
            }
        }
    }

    private static int value(Frame frame, int x, int y, int channel) {
        return frame.pixels().get((y * frame.size().width() + x) * 3 + channel) & 0xFF;
    }
}
