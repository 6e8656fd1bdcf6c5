package dev.vigil.stream;

import java.util.Arrays;

/**
 * Whether something moved between two small pictures: a cell changed by more than it uses to, beside what the whole
 * picture changed by (clouds, exposure). One or two cells that change by themselves are a clock in the picture or a
 * lamp: they count as a movement as well, but are learnt, and are none the next time.
 */
final class Movement {

    /** In steps of brightness; noise and coding of a still scene move the mean of a cell by less than 1. */
    private static final float LEAST_CHANGE = 2.5f;
    private static final double FACTOR = 1.5;
    private static final int ISOLATED = 2;

    private final float[] change = new float[SmallPicture.CELLS];
    private final float[] sorted = new float[SmallPicture.CELLS];
    private final Habit[] habits = new Habit[SmallPicture.CELLS];

    Movement() {
        Arrays.setAll(habits, i -> new Habit());
    }

    boolean between(SmallPicture before, SmallPicture now, long nanos) {
        if (!before.comparable(now)) {
            return true;
        }
        for (int i = 0; i < change.length; i++) {
            change[i] = now.cell(i) - before.cell(i);
        }
        System.arraycopy(change, 0, sorted, 0, sorted.length);
        Arrays.sort(sorted);
        float overall = sorted[sorted.length / 2];
        int changed = 0;
        for (int i = 0; i < change.length; i++) {
            change[i] = Math.abs(change[i] - overall);
            changed += exceeds(i, nanos) ? 1 : 0;
        }
        for (int i = 0; i < change.length; i++) {
            if (change[i] >= 1 && (changed <= ISOLATED || !exceeds(i, nanos))) {
                habits[i].learn(change[i], nanos);
            }
        }
        return changed > 0;
    }

    private boolean exceeds(int i, long nanos) {
        return change[i] > LEAST_CHANGE && change[i] > FACTOR * habits[i].at(nanos);
    }
}
