/**
 * Trains the fight head from labelled clips: reads them with the decoder, scaler and engine that serve, makes degraded
 * copies and drawn scenes, fits, cross-validates by source, calibrates, and writes the head with its report.
 * Run by hand, never part of a watch. It must not know how the house is run: no cameras, incidents or back end.
 */
package dev.vigil.train;
