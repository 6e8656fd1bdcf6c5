package dev.vigil.rehearsal.scene;

/** The angles of a {@link Pose}, in radians; all zero is a person who stands straight with hanging arms. */
enum Joint {
    /** Trunk: forward, to the left, and turned so that the left shoulder comes forward. */
    LEAN, ROLL, TWIST,
    /** Head, forward. */
    NOD,
    /** Thigh: forward of straight down, and outwards. */
    HIP_L, HIP_R, STRADDLE_L, STRADDLE_R,
    /** Shin behind the thigh's line. */
    KNEE_L, KNEE_R,
    /** Upper arm: forward of straight down, and outwards. */
    SHOULDER_L, SHOULDER_R, SPREAD_L, SPREAD_R,
    /** Forearm: before the upper arm's line, and inwards of it. */
    ELBOW_L, ELBOW_R, FOLD_L, FOLD_R
}
