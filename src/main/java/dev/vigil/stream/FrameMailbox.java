package dev.vigil.stream;

import java.util.concurrent.TimeUnit;

/**
 * Hands frames from one camera's stream to whoever infers them: at most one frame waits, and a newer one takes its
 * place (newest wins). Three frames circulate at most: one being written, one waiting, one being read. They are taken
 * from the {@link SpareFrames} when they are first needed, and kept unless the writer {@link #rest rests}. One writer thread and one reader thread.
 */
public final class FrameMailbox {

    private static final int MOST = 3;

    private PictureSize size;
    private final SpareFrames spare;
    private final Frame[] idle = new Frame[MOST];
    private int idleCount;
    private int made;
    private Frame waiting;
    private long superseded;
    private volatile Runnable onPublish = () -> { };
    private volatile boolean takesDevicePictures;
    /** Whoever writes has no use for frames before the next one that it claims. */
    private boolean resting;
    private boolean closed;

    /** @param spare where frames come from, and where those go that this camera has no use for */
    public FrameMailbox(PictureSize size, SpareFrames spare) {
        this.size = size;
        this.spare = spare;
    }

    /** One that shares its frames with nobody. */
    public FrameMailbox(PictureSize size) {
        this(size, new SpareFrames());
    }

    public synchronized PictureSize size() {
        return size;
    }

    /** For the reader: whether pictures may stay where a GPU's decoder left them. */
    public void takeDevicePictures(boolean now) {
        takesDevicePictures = now;
    }

    public boolean takesDevicePictures() {
        return takesDevicePictures;
    }

    /**
     * Has its frames be of another size from now on. False, and nothing done, unless all of them lie idle: none waits,
     * is being written or is being read.
     */
    public synchronized boolean resize(PictureSize newSize) {
        if (newSize.equals(size)) {
            return true;
        }
        if (idleCount < made) {
            return false;
        }
        rest();
        size = newSize;
        return true;
    }

    /** For the writer: lets go of the frames that lie idle, and of those that are out once they come back. */
    public synchronized void rest() {
        resting = true;
        while (idleCount > 0) {
            Frame frame = idle[--idleCount];
            idle[idleCount] = null;
            letGo(frame);
        }
    }

    private void letGo(Frame frame) {
        made--;
        frame.close();
        spare.give(frame);
    }

    /**
     * For the writer: nothing more is written. What only pictures on a device need is freed, of frames that are out
     * once they come back; one of those that waits is taken away.
     */
    public void close() {
        Frame unseen = null;
        synchronized (this) {
            closed = true;
            if (waiting != null && waiting.onDevice() != null) {
                unseen = waiting;
                waiting = null;
                superseded++;
            }
            for (int i = 0; i < idleCount; i++) {
                idle[i].close();
            }
        }
        if (unseen != null) {
            release(unseen);
        }
    }

    /** Called by the writer's thread after each {@link #publish}: must be quick and must not throw. */
    public void onPublish(Runnable listener) {
        onPublish = listener;
    }

    /** For the writer: a frame to fill. It must be given back by {@link #publish} or {@link #release}. */
    public Frame claim() {
        Frame frame;
        synchronized (this) {
            resting = false;
            if (idleCount > 0) {
                return idle[--idleCount];
            }
            if (made < MOST) {
                made++;
                return spare.take(size);
            }
            if (waiting == null) {
                throw new IllegalStateException("all three frames are out: one was claimed and never given back");
            }
            frame = waiting;
            waiting = null;
            superseded++;
        }
        frame.drop();
        return frame;
    }

    /** For the writer: this frame is filled; it replaces one that still waits, which is counted. */
    public void publish(Frame frame) {
        Frame unseen;
        synchronized (this) {
            unseen = waiting;
            waiting = frame;
            if (unseen != null) {
                superseded++;
            }
        }
        if (unseen != null) {
            release(unseen);
        }
        onPublish.run();
    }

    /** For the reader: the newest frame, or null. It must be given back by {@link #release}. */
    public synchronized Frame take() {
        Frame frame = waiting;
        waiting = null;
        notifyAll();
        return frame;
    }

    /** For the writer: waits until no frame waits for the reader; false where one still does after that time. */
    public synchronized boolean awaitTaken(long nanos) {
        long end = System.nanoTime() + nanos;
        try {
            for (long left = nanos; waiting != null && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return waiting == null;
    }

    /** Arrival time of the waiting frame, or {@link Long#MAX_VALUE} where none waits. */
    public synchronized long waitingSince() {
        return waiting == null ? Long.MAX_VALUE : waiting.arrivalNanos;
    }

    /** Gives a frame back unused (writer) or used (reader). */
    public void release(Frame frame) {
        // Not under the lock: the last reference to a picture on a device may be this one, and the device may be busy.
        frame.drop();
        keep(frame);
    }

    /** Frames that were never read because a newer one came first. */
    public synchronized long superseded() {
        return superseded;
    }

    private synchronized void keep(Frame frame) {
        if (idleCount == made) {
            throw new IllegalStateException("a frame was given back twice");
        }
        if (resting) {
            letGo(frame);
            return;
        }
        if (closed) {
            frame.close();
        }
        idle[idleCount++] = frame;
    }
}
