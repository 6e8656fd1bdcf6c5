/**
 * Measures what Vigil promises, against rehearsal devices on this machine, through the rooms' public faces only. The
 * mains are run by hand; a test watches one drawn film through their parts.
 */
package dev.vigil.bench;
