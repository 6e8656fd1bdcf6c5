package dev.vigil.audit;

/** A line that cannot be what Vigil wrote there; the message says why, for people. */
final class BrokenException extends Exception {

    private static final long serialVersionUID = 1;

    BrokenException(String why) {
        super(why, null, false, false);
    }
}
