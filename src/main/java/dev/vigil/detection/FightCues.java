package dev.vigil.detection;

/**
 * What one frame shows of a fight, in two numbers about the most entangled pair of people. Distances are in body
 * lengths, speeds in body lengths a second. Reused from frame to frame.
 *
 * <p>A person who gets somewhere is walking or running, not fighting, so motion counts by how settled the pair is. A
 * third person who walks through the pair mixes up their skeletons: then motion counts as little as that person is
 * settled. Without a pair the one who moves most stands in, because a grappling pair often is one box to the model.
 */
final class FightCues {

    /** People further apart than this many body lengths, centre to centre, have nothing to do with each other. */
    private static final double FAR = 1.5;
    /** Half settled at this travel; a walker does about 0.8. */
    private static final double SETTLED_TRAVEL = 0.6;
    /** Choose a near pair even when it stands still. */
    private static final double IDLE = 0.2;
    /** A third person's box that shares more than this with one of the pair is in the way. */
    private static final float IN_THE_WAY = 0.05f;

    private double entanglement;
    private double restlessness;
    private double apart;
    private double limbs;
    private Track first;
    private Track second;

    /** Nearness (0 to 1) times limb speed of both, settled. */
    double entanglement() {
        return entanglement;
    }

    /** Change of both boxes, or of the one of a person alone, settled. */
    double restlessness() {
        return restlessness;
    }

    /** Distance between the pair's centres. */
    double apart() {
        return apart;
    }

    /** Speed of the limbs of whoever moves them more. */
    double limbs() {
        return limbs;
    }

    /** One of the pair, or the one who stands in; null when nobody is there. */
    Track first() {
        return first;
    }

    /** The other of the pair, or null. */
    Track second() {
        return second;
    }

    /** Measures anew what the people do now. */
    void measure(PersonTracker people) {
        choosePair(people);
        if (second != null) {
            measurePair(people);
            return;
        }
        apart = 0;
        limbs = 0;
        entanglement = 0;
        restlessness = 0;
        chooseLoner(people);
        if (first != null) {
            limbs = first.motion.limbs();
            restlessness = settled(first) * first.motion.boxChange();
        }
    }

    private void choosePair(PersonTracker people) {
        first = null;
        second = null;
        double most = 0;
        for (int a = 0; a < people.count(); a++) {
            Track one = people.get(a);
            for (int b = 0; b < a; b++) {
                Track other = people.get(b);
                if (!one.sure() && !other.sure()) {
                    continue;
                }
                double tangle = near(one, other) * settled(one) * settled(other)
                        * (IDLE + one.motion.limbs() + other.motion.limbs());
                if (tangle > most) {
                    most = tangle;
                    first = one;
                    second = other;
                }
            }
        }
    }

    private void measurePair(PersonTracker people) {
        double settled = settled(first) * settled(second);
        for (int t = 0; t < people.count(); t++) {
            Track third = people.get(t);
            if (third != first && third != second && inTheWay(third)) {
                settled = Math.min(settled, settled(third));
            }
        }
        apart = apart(first, second);
        limbs = Math.max(first.motion.limbs(), second.motion.limbs());
        entanglement = settled * near(first, second) * (first.motion.limbs() + second.motion.limbs());
        restlessness = settled * (first.motion.boxChange() + second.motion.boxChange());
    }

    private void chooseLoner(PersonTracker people) {
        for (int t = 0; t < people.count(); t++) {
            Track one = people.get(t);
            if (first == null || one.motion.limbs() > first.motion.limbs()) {
                first = one;
            }
        }
    }

    private boolean inTheWay(Track third) {
        Pose box = third.pose(0);
        return Math.max(box.overlap(first.pose(0)), box.overlap(second.pose(0))) > IN_THE_WAY;
    }

    private static double apart(Track one, Track other) {
        Pose a = one.pose(0);
        Pose b = other.pose(0);
        return a.centreDistance(b) / ((a.size() + b.size()) / 2);
    }

    /** 1 for people in one place, 0 for people far apart. */
    private static double near(Track one, Track other) {
        return Math.max(0, 1 - apart(one, other) / FAR);
    }

    /** 1 for somebody who stays about, near 0 for somebody who gets somewhere. */
    private static double settled(Track track) {
        double haste = track.motion.travel() / SETTLED_TRAVEL;
        return 1 / (1 + haste * haste * haste * haste);
    }
}
