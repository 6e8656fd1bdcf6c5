/**
 * What the fuzz targets of several rooms share. The targets are named {@code *Fuzz} and live beside what they read.
 */
package dev.vigil.fuzz;
