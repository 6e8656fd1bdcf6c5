/**
 * Measures what Vigil promises, against rehearsal devices on this machine. Run by hand, not by the build. It measures
 * through the rooms' public faces only.
 */
package dev.vigil.bench;
