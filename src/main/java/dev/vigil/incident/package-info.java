/**
 * The life of an incident at one camera: from assessments to suspicion, confirmed crime and all-clear.
 * It is pure: the same assessments and ticks give the same events, whenever they are replayed.
 * It must not know threads, clocks of its own, sirens, HTTP, or how a confidence comes about.
 */
package dev.vigil.incident;
