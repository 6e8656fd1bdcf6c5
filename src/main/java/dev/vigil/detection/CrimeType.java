package dev.vigil.detection;

/**
 * The eight kinds of crime that the back end's contract knows (guide, POST /crime), gravest first: violence against
 * people, then breaking in, then things, then presence.
 */
public enum CrimeType {
    ROBBERY, ASSAULT, FIGHTING, BREAK_IN, THEFT, VANDALISM, TRESPASSING, SUSPICIOUS_ACTIVITY;

    /** The value on the wire, such as {@code break_in}. */
    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public boolean graverThan(CrimeType other) {
        return compareTo(other) < 0;
    }
}
