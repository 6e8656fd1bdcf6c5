package dev.vigil.inference.tensorrt;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jboss.logging.Logger;

/** What was opened and must be closed: the last one first, each of them, whatever the others do. */
final class Handles implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Handles.class);

    private final Deque<Runnable> closers = new ArrayDeque<>();

    /** Takes note of how to close what was just opened. */
    void onClose(Runnable closer) {
        closers.push(closer);
    }

    /** Takes a part over; it is closed with the rest. */
    <T extends AutoCloseable> T add(T part) {
        onClose(() -> {
            try {
                part.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        return part;
    }

    /** Closes all; a second call does nothing. What cannot be closed is logged, because nobody could do better. */
    @Override
    public void close() {
        while (!closers.isEmpty()) {
            try {
                closers.pop().run();
            } catch (RuntimeException e) {
                LOG.warnf("a part of the engine could not be closed: %s", e.getMessage());
            }
        }
    }
}
