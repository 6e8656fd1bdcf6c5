package dev.vigil.inference;

/** The engine could not be made or could not run; the message says what was tried and what to do. */
public class EngineException extends RuntimeException {

    public EngineException(String message) {
        super(message);
    }

    public EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
