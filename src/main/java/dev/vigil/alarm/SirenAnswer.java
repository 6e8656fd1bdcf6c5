package dev.vigil.alarm;

/**
 * How a siren came to sound.
 *
 * @param way   the way that worked
 * @param nanos from the decision to the camera's answer, ways that failed before included
 */
public record SirenAnswer(String way, long nanos) {

    @Override
    public String toString() {
        return "by way of " + way + " " + nanos / 1_000_000 + " ms after the decision";
    }
}
