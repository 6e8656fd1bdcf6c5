package dev.vigil.detection;

/**
 * How one person moves, in body lengths a second. A pose is compared with one about 0.2 s before, whatever the frame
 * rate, because the jitter of keypoints over a shorter time looks like speed. Where frames are further apart, limbs
 * that go back and forth seem slower, so a displacement over dt counts times sqrt(0.2 s / dt): the law found to keep
 * differences of this model's features steady from 2.5 to 10 frames a second.
 */
final class Motion {

    private static final double BASE_SECONDS = 0.2;
    private static final long SHORTEST_NANOS = 170_000_000L;
    private static final long LONGEST_NANOS = 600_000_000L;
    /** Travel is what is left of the way over these times: to and fro cancels out. */
    private static final long TRAVEL_SHORTEST_NANOS = 400_000_000L;
    private static final long TRAVEL_LONGEST_NANOS = 1_100_000_000L;
    /** Fewer common keypoints than this say nothing of the body's shape. */
    private static final int MIN_KEYPOINTS = 5;
    /** No body does more; what is faster is a keypoint that jumped. */
    private static final double FASTEST = 4;

    private double limbs;
    private double boxChange;
    private double travel;

    /** Mean speed of the keypoints about their common motion: 0 for a body that only glides. */
    double limbs() {
        return limbs;
    }

    /** How fast the box changes its width and height. */
    double boxChange() {
        return boxChange;
    }

    /** How fast the person gets away from where it was within the last second; 0 while it has just come into sight. */
    double travel() {
        return travel;
    }

    /** Measures anew, up to the track's newest pose. */
    void measure(Track track) {
        limbs = 0;
        boxChange = 0;
        travel = 0;
        Pose now = track.pose(0);
        boolean compared = false;
        for (int back = 1; back < track.count(); back++) {
            Pose before = track.pose(back);
            long age = now.nanos - before.nanos;
            if (age > TRAVEL_LONGEST_NANOS) {
                return;
            }
            double size = Math.max(before.size(), now.size());
            if (!compared && age >= SHORTEST_NANOS && age <= LONGEST_NANOS) {
                compare(before, now, Math.sqrt(BASE_SECONDS / (age / 1e9)) / BASE_SECONDS / size);
                compared = true;
            }
            if (age >= TRAVEL_SHORTEST_NANOS) {
                travel = Math.max(travel, Math.min(FASTEST, before.centreDistance(now) / size / (age / 1e9)));
            }
        }
    }

    private void compare(Pose before, Pose now, double perSecond) {
        double change = Math.abs(now.width() - before.width()) + Math.abs(now.height() - before.height());
        boxChange = Math.min(FASTEST, change * perSecond);
        int common = 0;
        double meanX = 0;
        double meanY = 0;
        for (int k = 0; k < Person.KEYPOINTS; k++) {
            if (before.sure(k) && now.sure(k)) {
                meanX += now.x[k] - before.x[k];
                meanY += now.y[k] - before.y[k];
                common++;
            }
        }
        if (common < MIN_KEYPOINTS) {
            return;
        }
        meanX /= common;
        meanY /= common;
        double sum = 0;
        for (int k = 0; k < Person.KEYPOINTS; k++) {
            if (before.sure(k) && now.sure(k)) {
                sum += Math.hypot(now.x[k] - before.x[k] - meanX, now.y[k] - before.y[k] - meanY);
            }
        }
        limbs = Math.min(FASTEST, sum / common * perSecond);
    }
}
