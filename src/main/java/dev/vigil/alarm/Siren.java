package dev.vigil.alarm;

import java.time.Duration;

/**
 * One way to one camera's siren. Calls block until the camera, or whoever stands before it, has answered, and are
 * made by one thread at a time.
 */
public interface Siren {

    /** The way in a word, for logs and metrics, such as {@code backend}. */
    String way();

    /**
     * Sounds the siren; it falls silent by itself after {@code duration} unless sounded again.
     *
     * @throws SirenException when it did not answer or refused
     */
    void sound(Duration duration) throws SirenException;

    /**
     * Silences the siren; no error when it was silent.
     *
     * @throws SirenException when it did not answer or refused
     */
    void silence() throws SirenException;
}
