package dev.vigil.convert;

/**
 * The model could not be made. The message is all that a developer sees of it in the build's output, so it says what
 * is wrong and what to do; there is no stack trace because the build would print it over that message.
 */
public final class ConversionException extends RuntimeException {

    public ConversionException(String message) {
        super(message, null, false, false);
    }
}
