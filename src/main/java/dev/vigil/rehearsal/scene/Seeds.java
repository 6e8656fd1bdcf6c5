package dev.vigil.rehearsal.scene;

import java.util.Random;
import java.util.SplittableRandom;

/** Random numbers that are the same for the same seed, and unlike for neighbouring seeds, as Random's are not. */
final class Seeds {

    private static final int SPREAD = 31;

    private Seeds() {
    }

    static Random random(long seed, long part) {
        return new Random(new SplittableRandom(seed * SPREAD + part).nextLong());
    }
}
