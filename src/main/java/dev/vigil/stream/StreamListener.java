package dev.vigil.stream;

import java.time.Duration;

/**
 * Hears what becomes of one stream. Called on the stream's own thread: be quick. What a listener throws is logged and
 * does not stop the stream. Within one spell of blindness {@link #blind} comes once, and again when the cause changes.
 */
public interface StreamListener {

    /** The first picture of a new connection has been decoded. */
    void connected(StreamDetails details);

    /** The camera cannot be seen; the detail holds no secrets. It is tried again, except where it was REFUSED. */
    void blind(BlindCause cause, String detail);

    /** So many tries in a row failed that from now on it is tried only slowly, for ever. Once per spell. */
    void unreachable(int failures);

    /** What its pictures show to be wrong with it has changed; null where nothing is wrong any more. */
    default void tampered(Tamper finding) {
        // Not every listener minds.
    }

    /** It is seen again (follows {@link #connected}); blind since the last picture before the loss. */
    void back(Duration blind);
}
