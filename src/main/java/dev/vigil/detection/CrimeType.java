package dev.vigil.detection;

/** The eight kinds of crime that the back end's contract knows (guide, POST /crime). */
public enum CrimeType {
    THEFT, ASSAULT, VANDALISM, BREAK_IN, SUSPICIOUS_ACTIVITY, ROBBERY, TRESPASSING, FIGHTING;

    /** The value on the wire, such as {@code break_in}. */
    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
