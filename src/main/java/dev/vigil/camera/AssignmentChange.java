package dev.vigil.camera;

import java.util.List;

/**
 * The way from one assignment to the next. Each camera of either is in exactly one of the lists.
 *
 * @param now       the assignment that holds from here on
 * @param added     to be watched from now on
 * @param removed   no longer assigned: silence their sirens, then stop
 * @param changed   reached in another way than before: restart these alone
 * @param renamed   reached as before, but with another name, place or station: nothing to restart
 * @param unchanged as before
 * @param kept      broken, but watched before: go on with the old access, as {@code now} holds it
 * @param broken    broken and not watched before: they cannot be
 */
public record AssignmentChange(Assignment now, List<Camera> added, List<Camera> removed, List<Camera> changed,
                               List<Camera> renamed, List<Camera> unchanged, List<BrokenCamera> kept,
                               List<BrokenCamera> broken) {

    public AssignmentChange {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
        renamed = List.copyOf(renamed);
        unchanged = List.copyOf(unchanged);
        kept = List.copyOf(kept);
        broken = List.copyOf(broken);
    }

    /** Whether there is nothing to start, stop or restart. */
    public boolean changesNothing() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty() && renamed.isEmpty();
    }
}
