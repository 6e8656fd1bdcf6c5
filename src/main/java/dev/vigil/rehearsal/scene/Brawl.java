package dev.vigil.rehearsal.scene;

import static dev.vigil.rehearsal.scene.Joint.ELBOW_L;
import static dev.vigil.rehearsal.scene.Joint.ELBOW_R;
import static dev.vigil.rehearsal.scene.Joint.FOLD_L;
import static dev.vigil.rehearsal.scene.Joint.HIP_L;
import static dev.vigil.rehearsal.scene.Joint.HIP_R;
import static dev.vigil.rehearsal.scene.Joint.KNEE_L;
import static dev.vigil.rehearsal.scene.Joint.KNEE_R;
import static dev.vigil.rehearsal.scene.Joint.LEAN;
import static dev.vigil.rehearsal.scene.Joint.NOD;
import static dev.vigil.rehearsal.scene.Joint.SHOULDER_L;
import static dev.vigil.rehearsal.scene.Joint.SHOULDER_R;
import static dev.vigil.rehearsal.scene.Joint.SPREAD_L;
import static dev.vigil.rehearsal.scene.Joint.STRADDLE_L;
import static dev.vigil.rehearsal.scene.Joint.TWIST;

import dev.vigil.rehearsal.scene.Motions.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Two people who fight around a spot: blow upon blow, each a third to two thirds of a second, irregular but the same
 * for the same seed. They face each other at 0.4 to 0.7 body heights, and whoever is hit gives way.
 */
final class Brawl {

    private static final Pose GUARD = Pose.STRAIGHT.with(LEAN, 0.14).with(NOD, 0.12)
        .with(HIP_L, 0.38).with(KNEE_L, 0.42).with(HIP_R, -0.22).with(KNEE_R, 0.28).both(STRADDLE_L, 0.12)
        .with(SHOULDER_L, 0.65).with(SHOULDER_R, 0.45).both(ELBOW_L, 1.75).both(SPREAD_L, 0.30).both(FOLD_L, 0.35);
    private static final Pose PUNCH = GUARD.with(SHOULDER_R, 1.55).with(ELBOW_R, 0.08).with(TWIST, -0.55)
        .with(LEAN, 0.30).with(HIP_R, -0.45);
    private static final Pose KICK = GUARD.with(HIP_R, 1.25).with(KNEE_R, 0.15).with(LEAN, -0.30)
        .with(HIP_L, -0.05).with(KNEE_L, 0.12).with(SHOULDER_L, 0.9).with(SHOULDER_R, -0.5).with(ELBOW_R, 0.5);
    private static final Pose SHOVE = GUARD.both(SHOULDER_L, 1.35).both(ELBOW_L, 0.15).with(LEAN, 0.38)
        .with(HIP_R, -0.6);
    private static final Pose REEL = GUARD.with(LEAN, -0.38).with(NOD, -0.3).both(SHOULDER_L, 0.35)
        .both(ELBOW_L, 0.8).both(SPREAD_L, 0.85).both(FOLD_L, 0).with(HIP_R, -0.1).with(KNEE_R, 0.5);
    private static final Pose DUCK = GUARD.with(LEAN, 0.65).with(HIP_L, 0.85).with(KNEE_L, 1.15)
        .with(HIP_R, 0.35).with(KNEE_R, 1.0);

    private static final double NEAREST = 0.80;
    private static final double FARTHEST = 1.15;
    private static final double SHORTEST_BLOW = 0.32;
    private static final double LONGEST_BLOW = 0.62;

    private record Blow(double begin, double length, boolean byFirst, Pose attack, Pose answer, double push) {
    }

    private final Spot middle;
    private final double restlessness;
    private final List<Blow> blows = new ArrayList<>();

    Brawl(Spot middle, double seconds, long seed) {
        Random random = new Random(seed);
        this.middle = middle;
        restlessness = random.nextDouble() * 2 * Math.PI;
        for (double at = 0; at < seconds; ) {
            Blow blow = blow(at, random);
            blows.add(blow);
            at += blow.length * (0.75 + 0.25 * random.nextDouble());
        }
    }

    private static Blow blow(double begin, Random random) {
        double length = SHORTEST_BLOW + random.nextDouble() * (LONGEST_BLOW - SHORTEST_BLOW);
        boolean byFirst = random.nextBoolean();
        boolean otherHand = random.nextBoolean();
        Pose attack;
        double push;
        switch (random.nextInt(6)) {
            case 0 -> {
                attack = KICK;
                push = 0.22;
            }
            case 1 -> {
                attack = SHOVE;
                push = 0.34;
            }
            default -> {
                attack = PUNCH;
                push = 0.14;
            }
        }
        Pose answer = switch (random.nextInt(5)) {
            case 0 -> DUCK;
            case 1 -> PUNCH.mirrored();
            case 2 -> GUARD;
            default -> REEL;
        };
        return new Blow(begin, length, byFirst, otherHand ? attack.mirrored() : attack, answer, push);
    }

    /** The one who faces right ({@code first}) or the one who faces left. */
    Motion fighter(boolean first) {
        return seconds -> stance(seconds, first);
    }

    private Stance stance(double seconds, boolean first) {
        double side = first ? -1 : 1;
        double apart = NEAREST + (FARTHEST - NEAREST) * (0.5 + 0.5 * Math.sin(1.7 * seconds + restlessness));
        double begun = Math.min(1, seconds);
        double driftX = begun * (0.40 * Math.sin(0.9 * seconds + restlessness) + 0.15 * Math.sin(2.3 * seconds));
        double driftZ = begun * 0.20 * Math.sin(0.7 * seconds + 2 * restlessness);
        double axis = 0.35 * Math.sin(0.8 * seconds + restlessness);
        double bounce = 0.10 * Math.sin(11 * seconds + side);
        Pose pose = GUARD.with(KNEE_L, 0.42 + bounce).with(KNEE_R, 0.28 + bounce);
        double back = 0;
        for (Blow blow : blows) {
            double share = (seconds - blow.begin) / blow.length;
            if (share > 0 && share < 1) {
                double strength = suddenly(share);
                boolean attacks = blow.byFirst == first;
                pose = pose.mix(attacks ? blow.attack : blow.answer, strength);
                back += (attacks ? -0.5 : 1.0) * blow.push * strength;
            }
        }
        double reach = apart / 2 + back;
        double x = middle.x() + driftX + side * reach * Math.cos(axis);
        double z = middle.z() + driftZ + side * reach * Math.sin(axis);
        return new Stance(x, z, first ? axis : axis + Math.PI, pose);
    }

    /** Out within the first third of a blow, back in the rest. */
    private static double suddenly(double share) {
        double phase = share < 0.35 ? share / 0.35 : (1 - share) / 0.65;
        return phase * phase * (3 - 2 * phase);
    }
}
