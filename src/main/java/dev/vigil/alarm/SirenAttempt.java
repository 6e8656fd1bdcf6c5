package dev.vigil.alarm;

import java.util.Optional;

/**
 * One command to a siren by one way, and how it went.
 *
 * @param sounds  true for sound, false for silence
 * @param nanos   from the command to the answer, or to the end of patience
 * @param failure why it failed, for the operator; empty when it was carried out
 */
public record SirenAttempt(String way, boolean sounds, long nanos, Optional<String> failure) {
}
