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
    /** The most that noise and coding make any cell of two key pictures of a still scene differ by, as a rule. */
    private static final float LEAST_DIFFERENCE = 1.5f;
    private static final float LEAST_LEARNT = 1;
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
        weigh(before, now);
        int changed = 0;
        for (int i = 0; i < change.length; i++) {
            changed += exceeds(LEAST_CHANGE, i, nanos) ? 1 : 0;
        }
        for (int i = 0; i < change.length; i++) {
            if (change[i] >= LEAST_LEARNT && (changed <= ISOLATED || !exceeds(LEAST_CHANGE, i, nanos))) {
                habits[i].learn(change[i], nanos);
            }
        }
        return changed > 0;
    }

    /**
     * Whether two pictures, however far apart, show the same: no cell differs by more than noise and coding or than it
     * uses to, nor does the whole by much. Nothing is learnt.
     */
    boolean alike(SmallPicture one, SmallPicture other, long nanos) {
        if (!one.comparable(other) || Math.abs(weigh(one, other)) > LEAST_CHANGE) {
            return false;
        }
        for (int i = 0; i < change.length; i++) {
            if (exceeds(LEAST_DIFFERENCE, i, nanos)) {
                return false;
            }
        }
        return true;
    }

    /** Fills in by how much each cell changed, beside what is returned: by how much the whole became brighter. */
    private float weigh(SmallPicture before, SmallPicture now) {
        for (int i = 0; i < change.length; i++) {
            change[i] = now.cell(i) - before.cell(i);
        }
        System.arraycopy(change, 0, sorted, 0, sorted.length);
        Arrays.sort(sorted);
        float overall = sorted[sorted.length / 2];
        for (int i = 0; i < change.length; i++) {
            change[i] = Math.abs(change[i] - overall);
        }
        return overall;
    }

    private boolean exceeds(float least, int i, long nanos) {
        return change[i] > least && change[i] > FACTOR * habits[i].at(nanos);
    }
}
