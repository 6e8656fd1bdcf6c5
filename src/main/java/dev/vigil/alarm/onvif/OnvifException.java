package dev.vigil.alarm.onvif;

/** A call did not do what it should. The message is for the operator and holds no secret. */
final class OnvifException extends Exception {

    /** What it means for the next call. */
    enum Kind {
        /** The camera was never reached: it has not got the call. */
        UNREACHABLE,
        /** No answer, or none that makes sense: it may have carried the call out. */
        UNCLEAR,
        /** The connection ended without an answer: mostly a kept one that the camera had closed meanwhile. */
        DROPPED,
        /** User name or password refused. */
        NOT_AUTHORIZED,
        /** It does not know this call, or has no such service there. */
        NOT_SUPPORTED,
        /** It refused for another reason. */
        REFUSED
    }

    private final Kind kind;

    OnvifException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    static OnvifException broken(String message) {
        return new OnvifException(Kind.UNCLEAR, message);
    }

    Kind kind() {
        return kind;
    }
}
