package dev.vigil.rehearsal.backend;

import java.time.Instant;

/**
 * A siren was sounded or silenced through the back end.
 *
 * @param ip       the camera's address
 * @param user     the camera's account, which tells cameras at one address apart
 * @param sounds   true for start, false for stop
 * @param duration how long it was told to sound, in seconds; 0 for stop
 * @param at       wall time
 * @param nanos    the same on the machine's monotonic clock
 */
public record SirenEvent(String ip, String user, boolean sounds, int duration, Instant at, long nanos) {
}
