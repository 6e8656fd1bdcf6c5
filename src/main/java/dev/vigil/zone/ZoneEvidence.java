package dev.vigil.zone;

/**
 * What a stay in a zone is worth, 0 to 100. Rules, not learned: they know that somebody is there and for how long, not
 * whether he may. They therefore end at 90 and 85, and a fight that is surer than that outweighs them.
 *
 * <p>Both are multiplied by how certain it is that there is a person at all: {@code (s - 0.12) / 0.18}, limited to 0
 * to 1, where s is the mean score of the sightings in the zone. Furniture scores 0.12 to 0.21, a clean standing figure
 * 0.45 to 0.6.
 */
final class ZoneEvidence {

    private static final double MOST_TRESPASSING = 90;
    /** Seconds in which half of what is missing is gained. */
    private static final double HALF_TIME = 2.5;
    private static final double MOST_LOITERING = 85;
    private static final double LOITERING = 50;
    private static final double WAITING = 25;
    private static final double NOBODY = 0.12;
    private static final double SOMEBODY = 0.30;

    private ZoneEvidence() {
    }

    /**
     * {@code 90 * (1 - 2^(-t / 2.5 s))}, times the certainty: 45 after 2.5 s, 50 after 2.9 s, 80 after 7.9 s.
     *
     * @param seconds spent in the zone
     * @param score   mean score there
     */
    static double trespassing(double seconds, double score) {
        return certainty(score) * MOST_TRESPASSING * (1 - Math.pow(2, -seconds / HALF_TIME));
    }

    /**
     * Up to the bound {@code 25 * t / after}, beyond it {@code 85 - 35 * 2^(1 - t / after)}, times the certainty: 50 at
     * the bound, 67 at twice, 80 at 3.8 times the bound.
     */
    static double loitering(double seconds, double after, double score) {
        return certainty(score) * (seconds <= after ? WAITING * seconds / after
                : MOST_LOITERING - (MOST_LOITERING - LOITERING) * Math.pow(2, 1 - seconds / after));
    }

    private static double certainty(double score) {
        return Math.max(0, Math.min(1, (score - NOBODY) / (SOMEBODY - NOBODY)));
    }
}
