package dev.vigil.rehearsal.tapo;

/**
 * A siren was sounded or stopped by its camera.
 *
 * @param command what did it
 * @param sounds  true for start, false for stop
 * @param nanos   when the whole request had arrived, on the machine's monotonic clock
 */
public record SirenSounded(AlarmCommand command, boolean sounds, long nanos) {
}
