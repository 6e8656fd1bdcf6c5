package dev.vigil.alarm;

import java.time.Duration;
import java.util.Optional;

/**
 * One way to one camera's siren. Calls block until the camera, or whoever stands before it, has answered, and are
 * made by one thread at a time; {@link #unavailableBecause} alone may be asked by anyone, and answers from memory.
 */
public interface Siren extends AutoCloseable {

    /** The way in a word, for logs and metrics, such as {@code backend}. */
    String way();

    /**
     * Sounds the siren; it falls silent by itself after {@code duration} unless sounded again, or as
     * {@link #fallsSilentAfter} says.
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

    /** How long one {@link #sound} lasts, where the camera decides that itself; empty for until it is silenced. */
    default Optional<Duration> fallsSilentAfter(Duration asked) {
        return Optional.of(asked);
    }

    /**
     * Gets ready ahead of need: called when the camera is assigned and about once a minute from then on, never while
     * another command runs. What goes wrong here shows in {@link #unavailableBecause}.
     */
    default void prepare() {
    }

    /** Why sounding it is known to fail, and what to do about it, for the operator; empty while it should work. */
    default Optional<String> unavailableBecause() {
        return Optional.empty();
    }

    /** Lets go of its connections; sends nothing. */
    @Override
    default void close() {
    }
}
