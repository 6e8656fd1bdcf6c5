package dev.vigil.capacity;

/**
 * How so many cameras fared.
 *
 * @param cameras   how many there were
 * @param connected of those, how many were connected all the while
 * @param seconds   how long they were watched
 * @param given     pictures a second for the model, all cameras together
 * @param seen      of those, what the model saw
 * @param behind    cameras of which it saw less than 90 % of what they gave, a picture more or less
 * @param p50       median from a picture's arrival to the decision on it, in milliseconds
 * @param p99       of one in a hundred it is more than this
 * @param cores     processors kept busy by this process, the playing cameras included
 */
public record Load(int cameras, int connected, double seconds, double given, double seen, int behind,
            double p50, double p99, double cores) {

    /** Of what one camera gave, the model should have seen so much. */
    private static final double LEAST_OF_ONE = 0.9;
    /** Of the pictures that are to be seen: less means that newer ones took their place. */
    private static final double LEAST_SEEN = 0.95;

    /** Whether a camera fared badly; one item is on its way to the model while it is counted. */
    static boolean isBehind(long given, long seen) {
        return seen + 1 < LEAST_OF_ONE * given;
    }

    /** Whether all were watched as they should be, with decisions within the bound; one item may be on its way. */
    public boolean carried(double boundMillis) {
        return connected == cameras && given > 0 && (seen - LEAST_SEEN * given) * seconds >= -1 && p99 <= boundMillis
                && behind == 0;
    }
}
