package dev.vigil.rehearsal.scene;

import java.util.Random;

/**
 * How a person is built and dressed; colours are RGB.
 *
 * @param size body height over 1.75 m
 * @param bulk thickness over the usual
 */
record Look(double size, double bulk, int skin, int hair, int top, int sleeves, int trousers, int shoes) {

    private static final int[] SKIN = {0xd9a88a, 0xc68f6f, 0xa87455, 0x8a5a41, 0xe0b79a};
    private static final int[] HAIR = {0x2a211c, 0x1c1a1a, 0x4a3524, 0x5f5852, 0x37291f};
    private static final int[] TOP = {0x8f3f3c, 0xc9c5bb, 0x3f5f8c, 0x4c6b4a, 0xb58f45, 0x2d2f36, 0x9aa7b3, 0x6d4a72};
    private static final int[] TROUSERS = {0x2f3a52, 0x3a3632, 0x23252b, 0x5b5346, 0x4a5668};
    private static final int[] SHOES = {0x1d1c1c, 0x3d2d22, 0xb7b4ad};

    static Look random(Random random) {
        int skin = pick(SKIN, random);
        int top = pick(TOP, random);
        int sleeves = random.nextInt(3) == 0 ? skin : top;
        return new Look(0.96 + 0.1 * random.nextDouble(), 0.98 + 0.14 * random.nextDouble(), skin,
            pick(HAIR, random), top, sleeves, pick(TROUSERS, random), pick(SHOES, random));
    }

    private static int pick(int[] colours, Random random) {
        return colours[random.nextInt(colours.length)];
    }
}
