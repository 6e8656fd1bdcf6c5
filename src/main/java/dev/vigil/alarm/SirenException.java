package dev.vigil.alarm;

/** A siren did not do as it was told. The message is for the operator and holds no secret. */
public class SirenException extends Exception {

    private final boolean mayHaveSounded;

    /** It is not known whether the camera carried the command out. */
    public SirenException(String message, Throwable cause) {
        this(message, cause, true);
    }

    private SirenException(String message, Throwable cause, boolean mayHaveSounded) {
        super(message, cause);
        this.mayHaveSounded = mayHaveSounded;
    }

    /** The camera surely did not carry the command out: it refused it, or never got it. */
    public static SirenException refused(String message) {
        return new SirenException(message, null, false);
    }

    /** Whether a command to sound that ended so must be followed by one to be silent. */
    public boolean mayHaveSounded() {
        return mayHaveSounded;
    }
}
