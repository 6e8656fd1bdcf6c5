package dev.vigil.inference;

import dev.vigil.stream.Frame;
import dev.vigil.stream.FrameMailbox;
import dev.vigil.stream.PictureLostException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;

/**
 * Gives clips: the last so many pictures of one camera, a stride apart, oldest first. Pictures are taken out of the
 * mailbox as they come, on the thread of the stream, so that a busy engine makes no gaps in a clip; a clip waits once
 * the window is full and so many new pictures have come since the last one. Nothing is allocated after construction,
 * and {@link #close} frees the window at once.
 */
final class ClipFeed implements Feed {

    private final FrameMailbox mailbox;
    private final Runnable wake;
    private final LongAdder given;
    private final Runnable listener = this::published;
    private final ClipWindow window;
    /** The newest picture of the clip that is being inferred: its stamps and pixels stay while the window goes on. */
    private final Frame shown;
    private boolean out;
    private boolean closed;

    ClipFeed(Clip clip, FrameMailbox mailbox, Runnable wake, LongAdder given) {
        this.mailbox = mailbox;
        this.wake = wake;
        this.given = given;
        window = new ClipWindow(clip, mailbox.size());
        shown = new Frame(mailbox.size());
        mailbox.onPublish(listener);
        published();
    }

    private void published() {
        boolean due;
        synchronized (this) {
            Frame frame = closed ? null : mailbox.take();
            if (frame == null) {
                return;
            }
            try {
                if (window.offer(frame)) {
                    given.increment();
                }
            } catch (PictureLostException lost) {
                // It waited on a GPU for the model before; the clip goes on without it.
            } finally {
                mailbox.release(frame);
            }
            due = window.due();
        }
        if (due) {
            wake.run();
        }
    }

    @Override
    public synchronized long waitingSince() {
        return out || closed || !window.due() ? Long.MAX_VALUE : window.newestNanos();
    }

    @Override
    public synchronized Frame take() {
        if (waitingSince() == Long.MAX_VALUE) {
            return null;
        }
        out = true;
        window.take(shown);
        return shown;
    }

    @Override
    public synchronized void copy(Frame taken, ByteBuffer input, int offset) {
        if (!closed) {
            window.copy(input, offset);
        }
    }

    @Override
    public synchronized void release(Frame taken) {
        out = false;
    }

    @Override
    public void close() {
        mailbox.onPublish(() -> { });
        synchronized (this) {
            closed = true;
            window.close();
        }
    }
}
