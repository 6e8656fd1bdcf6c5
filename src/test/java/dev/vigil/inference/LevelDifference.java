package dev.vigil.inference;

import dev.vigil.detection.Activations;

/**
 * By how many of their 256 steps two models' backbones differ, as the fight head keeps them.
 *
 * @param mean of all levels
 * @param most of any
 */
record LevelDifference(double mean, int most) {

    static LevelDifference between(Activations one, Activations other) {
        long sum = 0;
        int most = 0;
        for (int i = 0; i < one.levels.length; i++) {
            int difference = Math.abs((one.levels[i] & 0xff) - (other.levels[i] & 0xff));
            sum += difference;
            most = Math.max(most, difference);
        }
        return new LevelDifference((double) sum / one.levels.length, most);
    }
}
