package dev.vigil.train;

/**
 * One window of two seconds to learn from or to be judged on.
 *
 * @param clip     names its clip; all windows of a clip share that clip's weight
 * @param source   what a split must keep together
 * @param kind     how it was made
 * @param features as served
 */
record Example(String clip, String source, boolean fight, Kind kind, float[] features) {

    /** How an example was made. */
    enum Kind {
        /** The middle of a clip at 5 samples a second. */
        PLAIN,
        /** A degraded copy of that; see {@link Degrading}. */
        NIGHT, CHEAP,
        /** The middle of a clip at 2.5 samples a second. */
        SLOW,
        /** Any other view of the clip. */
        VARIED,
        /** Drawn, not filmed. */
        DRAWN
    }
}
