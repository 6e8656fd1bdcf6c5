package dev.vigil.detection;

/**
 * Where a person is heading: a Kalman filter of constant velocity over the centre of the box, as in ByteTrack, but over
 * time and not over frames. Lengths are picture heights; what a body can do is told in body lengths and scaled by the
 * person's size. Both axes are alike, so they share one covariance.
 */
final class Course {

    /** How far a box's centre lies off the body's, as a standard deviation: arms that rise move it. */
    private static final double NOISE = 0.06;
    /** Speed of somebody who has just come into sight, as a standard deviation per second: 0.75 is a walk. */
    private static final double FIRST_SPEED = 0.8;
    /** How much the speed may change within a second, as a standard deviation. */
    private static final double CHANGE = 0.4;

    private long nanos;
    private double x;
    private double y;
    private double speedX;
    private double speedY;
    /** Covariance of place and speed on either axis. */
    private double placeVariance;
    private double shared;
    private double speedVariance;

    /** Somebody comes into sight: nothing is known of the speed. */
    void begin(Pose pose) {
        double size = pose.size();
        nanos = pose.nanos;
        x = pose.centreX();
        y = pose.centreY();
        speedX = 0;
        speedY = 0;
        placeVariance = square(NOISE * size);
        shared = 0;
        speedVariance = square(FIRST_SPEED * size);
    }

    /** The person was seen again, later. */
    void correct(Pose pose) {
        double size = pose.size();
        double dt = since(pose.nanos);
        double change = square(CHANGE * size);
        double place = placeVariance + 2 * shared * dt + speedVariance * dt * dt + change * dt * dt * dt / 3;
        double both = shared + speedVariance * dt + change * dt * dt / 2;
        double total = place + square(NOISE * size);
        double offX = pose.centreX() - xAt(pose.nanos);
        double offY = pose.centreY() - yAt(pose.nanos);
        x = xAt(pose.nanos) + offX * place / total;
        y = yAt(pose.nanos) + offY * place / total;
        speedX += offX * both / total;
        speedY += offY * both / total;
        placeVariance = place * (1 - place / total);
        shared = both * (1 - place / total);
        speedVariance += change * dt - both * both / total;
        nanos = pose.nanos;
    }

    /** Where the box's centre is expected at that time. */
    double xAt(long atNanos) {
        return x + speedX * since(atNanos);
    }

    double yAt(long atNanos) {
        return y + speedY * since(atNanos);
    }

    /** How far off that may be, as a standard deviation on either axis, for a body of that size. */
    double spreadAt(long atNanos, double size) {
        double dt = since(atNanos);
        return Math.sqrt(placeVariance + 2 * shared * dt + speedVariance * dt * dt
                + square(CHANGE * size) * dt * dt * dt / 3);
    }

    /** Whether the centre is expected beyond the edges of a picture of that width over height. */
    boolean outside(double aspect, long atNanos) {
        double atX = xAt(atNanos);
        double atY = yAt(atNanos);
        return atX < 0 || atX > aspect || atY < 0 || atY > 1;
    }

    private double since(long atNanos) {
        return (atNanos - nanos) / 1e9;
    }

    private static double square(double value) {
        return value * value;
    }
}
