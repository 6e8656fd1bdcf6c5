/**
 * Trains the fight head from labelled clips: reads them with the decoder, scaler and engine that serve, makes degraded
 * copies and drawn scenes, fits, cross-validates by source, calibrates, and writes the head with its report. From the
 * same clips it measures between which numbers a model's values lie, for the variant in whole numbers.
 * Run by hand, never part of a watch. It must not know how the house is run: no cameras, incidents or back end.
 */
package dev.vigil.train;
