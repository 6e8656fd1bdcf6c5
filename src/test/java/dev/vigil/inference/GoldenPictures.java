package dev.vigil.inference;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Draws the same bytes as src/test/golden/pictures.mjs, from the same integer formulas. 448x256, RGB24. */
final class GoldenPictures {

    static final int WIDTH = 448;
    static final int HEIGHT = 256;

    private GoldenPictures() {
    }

    static ByteBuffer draw(String scene) {
        return switch (scene) {
            case "one_person" -> draw(person(220, 130, 2));
            case "two_people" -> {
                List<int[]> people = new ArrayList<>(person(120, 140, 1));
                people.addAll(person(300, 150, 2));
                yield draw(people);
            }
            case "empty_room" -> draw(List.of());
            default -> throw new IllegalArgumentException(scene);
        };
    }

    private static List<int[]> person(int x, int y, int s) {
        return List.of(
                new int[] {x, y - 46 * s, x, y - 44 * s, 7 * s, 205, 160, 135},
                new int[] {x, y - 32 * s, x, y - 4 * s, 10 * s, 60, 80, 140},
                new int[] {x - 10 * s, y - 34 * s, x - 17 * s, y - 16 * s, 4 * s, 60, 80, 140},
                new int[] {x - 17 * s, y - 16 * s, x - 18 * s, y, 3 * s, 205, 160, 135},
                new int[] {x + 10 * s, y - 34 * s, x + 17 * s, y - 16 * s, 4 * s, 60, 80, 140},
                new int[] {x + 17 * s, y - 16 * s, x + 18 * s, y, 3 * s, 205, 160, 135},
                new int[] {x - 5 * s, y, x - 7 * s, y + 24 * s, 5 * s, 40, 40, 46},
                new int[] {x - 7 * s, y + 24 * s, x - 7 * s, y + 48 * s, 4 * s, 40, 40, 46},
                new int[] {x + 5 * s, y, x + 7 * s, y + 24 * s, 5 * s, 40, 40, 46},
                new int[] {x + 7 * s, y + 24 * s, x + 7 * s, y + 48 * s, 4 * s, 40, 40, 46});
    }

    private static ByteBuffer draw(List<int[]> capsules) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(WIDTH * HEIGHT * 3);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int i = (y * WIDTH + x) * 3;
                int grain = x * 7 + y * 13 + (x * y >> 3) & 7;
                int ground = 120 + (y >> 2) - (x >> 4) + grain;
                put(pixels, i, ground, ground - 4, ground - 10);
                for (int[] capsule : capsules) {
                    paint(pixels, i, x, y, capsule);
                }
            }
        }
        return pixels;
    }

    private static void paint(ByteBuffer pixels, int i, int x, int y, int[] c) {
        int dx = c[2] - c[0];
        int dy = c[3] - c[1];
        int length = dx * dx + dy * dy;
        int along = Math.min(Math.max((x - c[0]) * dx + (y - c[1]) * dy, 0), length);
        long ex = x * 256 - (c[0] * 256 + (length == 0 ? 0 : dx * along * 256 / length));
        long ey = y * 256 - (c[1] * 256 + (length == 0 ? 0 : dy * along * 256 / length));
        long distance = ex * ex + ey * ey;
        long reach = c[4] * c[4] * 65536L;
        if (distance <= reach) {
            int light = 256 - (int) (distance * 112 / reach);
            put(pixels, i, c[5] * light >> 8, c[6] * light >> 8, c[7] * light >> 8);
        }
    }

    private static void put(ByteBuffer pixels, int i, int red, int green, int blue) {
        pixels.put(i, (byte) red).put(i + 1, (byte) green).put(i + 2, (byte) blue);
    }
}
