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
import static dev.vigil.rehearsal.scene.Joint.ROLL;
import static dev.vigil.rehearsal.scene.Joint.SHOULDER_L;
import static dev.vigil.rehearsal.scene.Joint.SHOULDER_R;
import static dev.vigil.rehearsal.scene.Joint.SPREAD_L;
import static dev.vigil.rehearsal.scene.Joint.STRADDLE_L;
import static dev.vigil.rehearsal.scene.Joint.TWIST;

/** The calm things that people do in a street. */
final class Motions {

    static final double WALKING = 1.3;
    static final double RUNNING = 3.6;

    private static final double WALKING_STRIDE = 1.45;
    private static final double RUNNING_STRIDE = 2.4;

    private Motions() {
    }

    /** A place on the ground, in metres. */
    record Spot(double x, double z) {
        double distance(Spot other) {
            return Math.hypot(other.x - x, other.z - z);
        }

        double headingTo(Spot other) {
            return Math.atan2(other.z - z, other.x - x);
        }
    }

    /** Seconds that somebody needs from one spot to another. */
    static double duration(Spot from, Spot to, double metresPerSecond) {
        return from.distance(to) / metresPerSecond;
    }

    /** Walks or, above two metres a second, runs straight from one spot to another; keeps going past it. */
    static Motion go(Spot from, Spot to, double metresPerSecond) {
        double heading = from.headingTo(to);
        boolean running = metresPerSecond > 2;
        double stride = running ? RUNNING_STRIDE : WALKING_STRIDE;
        return seconds -> {
            double way = metresPerSecond * seconds;
            double phase = 2 * Math.PI * way / stride;
            return new Stance(from.x + way * Math.cos(heading), from.z + way * Math.sin(heading), heading,
                running ? runningPose(phase) : walkingPose(phase));
        };
    }

    private static Pose walkingPose(double phase) {
        double swing = Math.sin(phase);
        return Pose.STRAIGHT
            .with(HIP_L, 0.42 * swing + 0.05).with(HIP_R, -0.42 * swing + 0.05)
            .with(KNEE_L, 0.10 + 0.85 * lifted(phase)).with(KNEE_R, 0.10 + 0.85 * lifted(phase + Math.PI))
            .with(SHOULDER_L, -0.38 * swing).with(SHOULDER_R, 0.38 * swing)
            .with(ELBOW_L, 0.28 - 0.15 * swing).with(ELBOW_R, 0.28 + 0.15 * swing)
            .both(SPREAD_L, 0.10).with(TWIST, -0.10 * swing).with(LEAN, 0.04);
    }

    private static Pose runningPose(double phase) {
        double swing = Math.sin(phase);
        return Pose.STRAIGHT
            .with(HIP_L, 0.75 * swing + 0.2).with(HIP_R, -0.75 * swing + 0.2)
            .with(KNEE_L, 0.25 + 1.35 * lifted(phase)).with(KNEE_R, 0.25 + 1.35 * lifted(phase + Math.PI))
            .with(SHOULDER_L, -0.75 * swing).with(SHOULDER_R, 0.75 * swing)
            .both(ELBOW_L, 1.45).both(SPREAD_L, 0.15).with(TWIST, -0.2 * swing).with(LEAN, 0.20);
    }

    /** How far a leg is lifted: while it swings forward. */
    private static double lifted(double phase) {
        return Math.pow(Math.max(0, Math.cos(phase + 0.35)), 1.4);
    }

    /** Stands, swaying a little; two people who stand never sway alike. */
    static Motion stand(Spot where, double heading, double offset) {
        return seconds -> {
            double sway = Math.sin(1.1 * seconds + offset);
            double breath = Math.sin(0.43 * seconds + 2 * offset);
            Pose pose = Pose.STRAIGHT.with(ROLL, 0.025 * sway).with(LEAN, 0.02 + 0.015 * breath)
                .with(NOD, 0.10 + 0.10 * breath).both(SPREAD_L, 0.12).both(ELBOW_L, 0.22 + 0.05 * sway)
                .both(STRADDLE_L, 0.07).both(KNEE_L, 0.03)
                .with(SHOULDER_L, 0.04 * sway).with(SHOULDER_R, 0.05 * breath);
            return new Stance(where.x, where.z, heading + 0.12 * breath, pose);
        };
    }

    /** Stands and talks with the hands. */
    static Motion talk(Spot where, double heading, double offset) {
        Motion standing = stand(where, heading, offset);
        return seconds -> {
            Stance calm = standing.at(seconds);
            double says = Math.max(0, Math.sin(0.7 * seconds + offset));
            double left = says * (0.55 + 0.25 * Math.sin(2.6 * seconds + offset));
            double right = says * (0.45 + 0.30 * Math.sin(3.1 * seconds + 2 * offset));
            Pose pose = calm.pose().with(SHOULDER_L, 0.7 * left).with(ELBOW_L, 0.3 + 1.5 * left)
                .with(SHOULDER_R, 0.7 * right).with(ELBOW_R, 0.3 + 1.5 * right).with(NOD, 0.1 + 0.06 * left);
            return new Stance(where.x, where.z, calm.heading(), pose);
        };
    }

    /** One of two who hold each other, 0.4 m apart; the other one does the same from the other side. */
    static Motion hug(Spot where, double heading, double offset) {
        Pose holding = Pose.STRAIGHT.both(SHOULDER_L, 1.15).both(ELBOW_L, 0.75).both(SPREAD_L, 0.35)
            .both(FOLD_L, 0.9).with(LEAN, 0.13).with(NOD, 0.1).both(STRADDLE_L, 0.06);
        return seconds -> {
            double rock = Math.sin(1.6 * seconds + offset);
            return new Stance(where.x + 0.02 * rock, where.z, heading, holding.with(ROLL, 0.04 * rock));
        };
    }
}
