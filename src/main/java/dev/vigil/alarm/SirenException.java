package dev.vigil.alarm;

/** A siren did not do as it was told. The message is for the operator and holds no secret. */
public class SirenException extends Exception {

    public SirenException(String message, Throwable cause) {
        super(message, cause);
    }
}
