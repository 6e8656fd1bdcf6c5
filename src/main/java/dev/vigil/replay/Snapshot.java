package dev.vigil.replay;

/**
 * A picture kept for the page.
 *
 * @param kind the event that it shows, {@link #HIGHEST}, or "" where it is there to give an impression
 * @param jpeg with the people and the box drawn in
 */
record Snapshot(double t, String kind, double confidence, String why, int width, int height, byte[] jpeg) {

    /** Shows the highest confidence of all. */
    static final String HIGHEST = "highest";
}
