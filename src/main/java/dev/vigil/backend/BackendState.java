package dev.vigil.backend;

import java.time.Instant;

/**
 * How we stand with the back end.
 *
 * @param standing the verdict
 * @param reason   one line for an operator, without secrets
 * @param since    when this standing began
 */
public record BackendState(Standing standing, String reason, Instant since) {

    /** The verdict of the last calls. */
    public enum Standing { NOT_ASKED_YET, OK, WRONG_CREDENTIALS, NOT_WHITELISTED, UNAVAILABLE }

    /** Whether the back end takes what we say. */
    public boolean ok() {
        return standing == Standing.OK;
    }
}
