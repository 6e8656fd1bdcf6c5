package dev.vigil.rehearsal.scene;

/** How a body holds itself: one angle for each {@link Joint}. Immutable. */
final class Pose {

    static final Pose STRAIGHT = new Pose(new double[Joint.values().length]);

    private final double[] angles;

    private Pose(double[] angles) {
        this.angles = angles;
    }

    double at(Joint joint) {
        return angles[joint.ordinal()];
    }

    Pose with(Joint joint, double angle) {
        double[] changed = angles.clone();
        changed[joint.ordinal()] = angle;
        return new Pose(changed);
    }

    /** Sets a joint of both sides: {@code left} is its left one, the right one follows it in {@link Joint}. */
    Pose both(Joint left, double angle) {
        double[] changed = angles.clone();
        changed[left.ordinal()] = angle;
        changed[left.ordinal() + 1] = angle;
        return new Pose(changed);
    }

    /** The pose between this one (share 0) and the other (share 1). */
    Pose mix(Pose other, double share) {
        double[] mixed = angles.clone();
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] += (other.angles[i] - mixed[i]) * share;
        }
        return new Pose(mixed);
    }

    /** The same pose seen in a mirror: left and right exchanged. */
    Pose mirrored() {
        double[] swapped = angles.clone();
        swapped[Joint.ROLL.ordinal()] = -at(Joint.ROLL);
        swapped[Joint.TWIST.ordinal()] = -at(Joint.TWIST);
        for (int left = Joint.HIP_L.ordinal(); left < swapped.length; left += 2) {
            swapped[left] = angles[left + 1];
            swapped[left + 1] = angles[left];
        }
        return new Pose(swapped);
    }
}
