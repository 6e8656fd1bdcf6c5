/**
 * What time is, for every other room: a monotonic counter to decide with and a wall clock to label with.
 * It comes in by constructor, so that tests and replays own it. Nothing else in Vigil reads a clock.
 */
package dev.vigil.time;
