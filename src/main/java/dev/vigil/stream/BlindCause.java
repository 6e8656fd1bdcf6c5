package dev.vigil.stream;

/** Why a camera cannot be seen, in words for the operator who must go and mend it. */
public enum BlindCause {
    REFUSED("the camera refuses the user or password (not tried again until they change)"),
    NOT_FOUND("the camera has no stream at this path"),
    UNREACHABLE("the camera cannot be reached"),
    STALLED("the camera is connected but sends no video"),
    ENDED("the camera ended the stream"),
    BROKEN("the camera sends no video that can be decoded");

    private final String words;

    BlindCause(String words) {
        this.words = words;
    }

    /** What is wrong, for a log line or a page: "the camera ...". */
    public String words() {
        return words;
    }

    /** Whether trying again may help. A wrong password never is: the camera would lock the account. */
    boolean worthRetrying() {
        return this != REFUSED;
    }
}
