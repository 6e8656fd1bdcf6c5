/** What leaving still cameras undecoded saves, and that it changes nothing of what is found. */
package dev.vigil.bench.gate;
