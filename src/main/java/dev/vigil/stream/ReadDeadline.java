package dev.vigil.stream;

import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Ends FFmpeg's waiting on the network when its time is up or the stream is being closed. FFmpeg asks while it waits,
 * at least every 100 ms (only the resolving of a host name it cannot break off).
 *
 * <p>It asks before each call of the system too, several times a packet. So it does not ask Java, which costs a
 * twentieth of all receiving and leaves garbage, but a function of the C library: {@code strlen} of two bytes, the second
 * of which is zero and the first not once the waiting is to end.
 */
final class ReadDeadline implements AutoCloseable {

    private static final Pointer STRLEN = Objects.requireNonNull(Loader.addressof("strlen"), "the C library's strlen");
    private static final ScheduledThreadPoolExecutor LOOKS = looks();

    private final TimeSource time;
    private final BytePointer flag = new BytePointer(2).put(0, (byte) 0).put(1, (byte) 0);
    private long deadlineNanos;
    /** When it is looked next whether the time is up: packets, which put that off, come too often to plan it anew. */
    private long lookNanos;
    private Future<?> look;
    private boolean raised;
    private boolean cancelled;
    private boolean closed;

    ReadDeadline(TimeSource time) {
        this.time = time;
        this.deadlineNanos = time.nanos();
    }

    private static ScheduledThreadPoolExecutor looks() {
        ScheduledThreadPoolExecutor looks = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "read-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        looks.setRemoveOnCancelPolicy(true);
        return looks;
    }

    void installIn(AVIOInterruptCB slot) {
        // int (*callback)(void *); void *opaque;
        new PointerPointer<Pointer>(slot).put(0, STRLEN).put(1, flag);
    }

    /** Gives what FFmpeg waits for this long from now. */
    synchronized void allow(Duration wait) {
        deadlineNanos = time.nanos() + wait.toNanos();
        if (raised && !cancelled) {
            raise(false);
        }
        if (look == null || lookNanos - deadlineNanos > 0) {
            lookAt(deadlineNanos);
        }
    }

    private void lookAt(long nanos) {
        if (look != null) {
            look.cancel(false);
        }
        lookNanos = nanos;
        look = LOOKS.schedule(() -> look(nanos), nanos - time.nanos(), TimeUnit.NANOSECONDS);
    }

    private synchronized void look(long nanos) {
        if (closed || nanos != lookNanos) {
            return;
        }
        look = null;
        if (passed()) {
            raise(true);
        } else {
            lookAt(deadlineNanos);
        }
    }

    private void raise(boolean now) {
        raised = now;
        if (!closed) {
            flag.put(0, (byte) (now ? 1 : 0));
        }
    }

    /** Ends the current wait, from any thread. */
    synchronized void cancel() {
        cancelled = true;
        raise(true);
    }

    /** A short time for taking leave of the camera, even if cancelled: it frees its session when told. */
    synchronized void allowFarewell(Duration wait) {
        cancelled = false;
        allow(wait);
    }

    synchronized boolean passed() {
        return cancelled || time.nanos() - deadlineNanos >= 0;
    }

    /** To be called after the last connection that it was installed in is closed. */
    @Override
    public synchronized void close() {
        closed = true;
        if (look != null) {
            look.cancel(false);
        }
        flag.close();
    }
}
