package dev.vigil.stream;

import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Ends FFmpeg's waiting on the network when its time is up or the stream is being closed. FFmpeg asks while it waits,
 * at least every 100 ms (only the resolving of a host name it cannot break off).
 *
 * <p>JavaCPP has native room for ten callbacks of a kind and hands FFmpeg a null one beyond them, silently. So one
 * callback serves all streams, and each stream is known to it by the address of one byte of native memory.
 */
final class ReadDeadline implements AutoCloseable {

    private static final ConcurrentMap<Long, ReadDeadline> ALL = new ConcurrentHashMap<>();

    /** Held for ever: if it were collected while FFmpeg has it, the JVM would abort. */
    private static final AVIOInterruptCB.Callback_Pointer CALLBACK = new AVIOInterruptCB.Callback_Pointer() {
        @Override
        public int call(Pointer opaque) {
            ReadDeadline deadline = opaque == null ? null : ALL.get(opaque.address());
            return deadline == null || deadline.passed() ? 1 : 0;
        }
    };

    private final TimeSource time;
    private final BytePointer identity = new BytePointer(1);
    private volatile long deadlineNanos;
    private volatile boolean cancelled;

    ReadDeadline(TimeSource time) {
        this.time = time;
        this.deadlineNanos = time.nanos();
        ALL.put(identity.address(), this);
    }

    void installIn(AVIOInterruptCB slot) {
        slot.callback(CALLBACK).opaque(identity);
    }

    /** Gives what FFmpeg waits for this long from now. */
    void allow(Duration wait) {
        deadlineNanos = time.nanos() + wait.toNanos();
    }

    /** Ends the current wait, from any thread. */
    void cancel() {
        cancelled = true;
    }

    /** A short time for taking leave of the camera, even if cancelled: it frees its session when told. */
    void allowFarewell(Duration wait) {
        allow(wait);
        cancelled = false;
    }

    boolean passed() {
        return cancelled || time.nanos() - deadlineNanos > 0;
    }

    /** To be called after the last connection that it was installed in is closed. */
    @Override
    public void close() {
        ALL.remove(identity.address());
        identity.close();
    }
}
