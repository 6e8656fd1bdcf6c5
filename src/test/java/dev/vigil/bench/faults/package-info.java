/**
 * Kills the packaged service again and again while its back end and its cameras fail, and then accounts for every
 * report that it decided: {@link dev.vigil.bench.faults.Audit} says what counts as lost, repeated, out of order and late.
 */
package dev.vigil.bench.faults;
