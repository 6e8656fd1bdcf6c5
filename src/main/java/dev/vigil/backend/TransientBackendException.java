package dev.vigil.backend;

import java.time.Duration;

/** UNAVAILABLE or BROKEN_ANSWER: the same call may well succeed a moment later. */
public final class TransientBackendException extends BackendException {

    TransientBackendException(Kind kind, int status, String message, Duration retryAfter) {
        super(kind, status, message, retryAfter);
    }
}
