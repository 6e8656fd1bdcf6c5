package dev.vigil.backend;

import java.time.Duration;
import java.util.Optional;

/**
 * A call to the back end failed. The message is one line for an operator: what, where, what to do; never a token or a
 * password, and for that reason it has no cause. Whether it may be tried again at once shows in the type.
 */
public sealed class BackendException extends Exception permits TransientBackendException {

    /** What went wrong. */
    public enum Kind {
        /** The login was refused (401), or the token of a fresh login was. A wrong password is not tried again soon. */
        WRONG_CREDENTIALS,
        /** 403: this machine's address is not the one that the admin entered. */
        NOT_WHITELISTED,
        /** 422, 404 and other 4xx: this request will never be taken as it is. */
        REJECTED,
        /** 429: too many requests; {@link #retryAfter()} says when to come again. */
        THROTTLED,
        /** 5xx, time-outs, no connection. */
        UNAVAILABLE,
        /** An answer that the contract does not know: a page, a redirect, a cut or senseless body. */
        BROKEN_ANSWER
    }

    private final Kind kind;
    private final int status;
    private final Duration retryAfter;

    BackendException(Kind kind, int status, String message, Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    static BackendException of(Kind kind, int status, String message, Duration retryAfter) {
        return kind == Kind.UNAVAILABLE || kind == Kind.BROKEN_ANSWER
                ? new TransientBackendException(kind, status, message, retryAfter)
                : new BackendException(kind, status, message, retryAfter);
    }

    static BackendException of(Kind kind, int status, String message) {
        return of(kind, status, message, null);
    }

    static BackendException unavailable(String message) {
        return of(Kind.UNAVAILABLE, 0, message);
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** The HTTP status, 0 where there was no answer. */
    public int status() {
        return status;
    }

    /** The earliest time at which another try makes sense, from now, where that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
