/**
 * Hours of the packaged service in minutes: cameras that send hundreds of pictures a second, cut and troubled all the
 * while, and what the service's process holds of memory, threads and descriptors meanwhile.
 */
package dev.vigil.bench.soak;
