package dev.vigil.stream;

/** A connection that came to nothing or to an end. An everyday event, hence without a stack trace. */
final class StreamFault extends Exception {

    private static final long serialVersionUID = 1;

    private final BlindCause cause;

    /** @param detail for the operator's log, without secrets */
    StreamFault(BlindCause cause, String detail) {
        super(detail, null, false, false);
        this.cause = cause;
    }

    BlindCause blindCause() {
        return cause;
    }
}
