/**
 * Finds out by trying how many cameras this host carries with this model and engine, and writes it down as a
 * certificate that the service can be held to. It plays recorded footage from rehearsal cameras into real watches, so
 * that whatever they save, or cost, is in the figure. Only the command line starts it; it knows no back end.
 */
package dev.vigil.capacity;
