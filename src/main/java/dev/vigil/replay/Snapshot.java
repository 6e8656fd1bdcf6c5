package dev.vigil.replay;

/**
 * A picture kept for the page.
 *
 * @param kind the event that it shows, or "" where it is there to give an impression
 * @param jpeg with the people and the box drawn in
 */
record Snapshot(double t, String kind, double confidence, String why, int width, int height, byte[] jpeg) {
}
