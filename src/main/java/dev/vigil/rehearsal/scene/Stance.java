package dev.vigil.rehearsal.scene;

/**
 * A pose somewhere in the street.
 *
 * @param x       metres to the right of the camera's axis
 * @param z       metres away from the camera, on the ground
 * @param heading where the body faces, in radians: 0 is to the right, pi/2 away from the camera, -pi/2 towards it
 */
record Stance(double x, double z, double heading, Pose pose) {

    /**
     * This stance of a motion, eased into from the one before it: pose and heading pass over, and what lies between
     * the two motions' places shrinks to nothing.
     *
     * @param last  where the motion before ended
     * @param first where this motion began
     * @param share how far the change has come, 0 to 1
     */
    Stance easedFrom(Stance last, Stance first, double share) {
        double turn = Math.IEEEremainder(heading - last.heading, 2 * Math.PI);
        return new Stance(x + (last.x - first.x) * (1 - share), z + (last.z - first.z) * (1 - share),
            last.heading + turn * share, last.pose.mix(pose, share));
    }
}
