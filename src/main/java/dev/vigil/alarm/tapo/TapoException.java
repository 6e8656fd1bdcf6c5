package dev.vigil.alarm.tapo;

import dev.vigil.alarm.SirenException;

/** A Tapo camera did not sound or fall silent. The message says what an operator can do and holds no secret. */
public final class TapoException extends SirenException {

    private static final long serialVersionUID = 1;

    /** What kind of trouble it is. */
    public enum Trouble {
        /** Not reached, or no answer in time. */
        NO_ANSWER,
        /** TLS could not be agreed upon. */
        NO_COMMON_TLS,
        /** Another certificate than the one that is remembered. */
        CERTIFICATE_CHANGED,
        /** Refused; not tried again until the credentials change. */
        WRONG_PASSWORD,
        /** The camera lets nobody in for a while. */
        LOCKED_OUT,
        /** So few attempts are left that an automatic login is too dangerous. */
        FEW_ATTEMPTS_LEFT,
        /** Encrypt_type 4, or third-party compatibility is off. */
        NEWER_LOGIN,
        /** The account may not command the camera. */
        NOT_ROOT,
        /** The login was refused for another reason. */
        LOGIN_REFUSED,
        /** The camera is blind, and refuses commands. */
        PRIVACY_MODE,
        /** No known command sounds this camera. */
        NO_SIREN,
        /** A command was refused for another reason, or the answer makes no sense. */
        REFUSED;

        /** Whether another account may fare better. */
        boolean isOfTheAccount() {
            return this == WRONG_PASSWORD || this == NOT_ROOT;
        }

        /** Whether it was a command that failed: a session that lives does not prove that it is over. */
        boolean isOfCommands() {
            return this == PRIVACY_MODE || this == NO_SIREN || this == REFUSED;
        }
    }

    private final Trouble trouble;

    TapoException(Trouble trouble, String message) {
        this(trouble, message, null);
    }

    TapoException(Trouble trouble, String message, Throwable cause) {
        super(message, cause);
        this.trouble = trouble;
    }

    /** Where no login came about, no command was sent; what the camera refuses, it does not do. */
    @Override
    public boolean mayHaveSounded() {
        return trouble == Trouble.NO_ANSWER || trouble == Trouble.REFUSED;
    }

    public Trouble trouble() {
        return trouble;
    }
}
