package dev.vigil.rehearsal.onvif;

/**
 * A relay was switched.
 *
 * @param active whether to its active state
 * @param closed whether its contact is closed now
 * @param nanos  on the machine's monotonic clock
 */
public record RelayChange(String token, boolean active, boolean closed, long nanos) {
}
