package dev.vigil.rehearsal.scene;

/**
 * A pose somewhere in the street.
 *
 * @param x       metres to the right of the camera's axis
 * @param z       metres away from the camera, on the ground
 * @param heading where the body faces, in radians: 0 is to the right, pi/2 away from the camera, -pi/2 towards it
 */
record Stance(double x, double z, double heading, Pose pose) {

    Stance mix(Stance other, double share) {
        double turn = Math.IEEEremainder(other.heading - heading, 2 * Math.PI);
        return new Stance(x + (other.x - x) * share, z + (other.z - z) * share, heading + turn * share,
            pose.mix(other.pose, share));
    }
}
