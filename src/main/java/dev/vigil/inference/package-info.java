/**
 * Turns the newest frames of all cameras into batches, and batches into model outputs: bundles say what a model is,
 * engines run it, the batcher feeds it fairly. It knows frames, models and native memory. It must not know whose
 * frames these are, nor what the numbers that come out mean.
 */
package dev.vigil.inference;
