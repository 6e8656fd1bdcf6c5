/**
 * Turns what the model saw in one camera's frames, over time, into an assessment: how much it looks like a crime.
 * It decodes people, follows them and weighs how they move; each camera has its own detector, fed frame by frame.
 * It must not know alarms, incidents, HTTP, threads or clocks: the only time it sees is written on the frames.
 */
package dev.vigil.detection;
