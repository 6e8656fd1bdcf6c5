package dev.vigil.inference;

import dev.vigil.stream.Frame;
import dev.vigil.stream.FrameMailbox;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/** One camera's place at the batcher: where its frames wait, who takes what was seen, and what became of them. */
public final class Lane {

    private static final Logger LOG = Logger.getLogger(Lane.class);
    /** Kinds of handler failure that are logged; more kinds than that would be noise. */
    private static final int LOGGED_CAUSES = 20;

    /** So many times as long as others a look at a calm camera may wait: many may fall due at once. */
    private static final int SELDOM_PATIENCE = 10;

    private final FrameMailbox mailbox;
    private final FrameHandler handler;
    private final int slot;
    private final Batcher batcher;
    private volatile ModelBundle model;
    private volatile Feed feed;
    private volatile boolean handsOver;
    private final LongAdder given = new LongAdder();
    private final LongAdder inferred = new LongAdder();
    private final LongAdder droppedStale = new LongAdder();
    private final LongAdder droppedByEngine = new LongAdder();
    private final LongAdder handlerFailures = new LongAdder();
    private final Set<String> loggedCauses = new HashSet<>();
    private volatile boolean left;
    /** What came before is not this camera's, or too long ago. */
    private volatile boolean fresh = true;

    // Guarded by the schedule.
    boolean member;
    boolean queued;
    boolean urgent;
    /** When it was served last, as a number that grows with every place. */
    long served;

    /** It takes part once it {@link #follow}s a model. */
    Lane(FrameMailbox mailbox, FrameHandler handler, int slot, Batcher batcher) {
        this.mailbox = mailbox;
        this.handler = handler;
        this.slot = slot;
        this.batcher = batcher;
    }

    /**
     * Gives this model what it wants from now on; nothing of its may be out. False, and nothing done, while a frame
     * waits, or is being written, of a size that only the model before can take.
     */
    synchronized boolean follow(ModelBundle next) {
        if (left || model == next) {
            return true;
        }
        if (!mailbox.resize(next.input())) {
            return false;
        }
        if (feed != null) {
            feed.close();
        }
        model = next;
        handOver(handsOver);
        feed = Feed.of(next, mailbox, () -> batcher.offer(this), given);
        return true;
    }

    /** Whether the engine takes pictures where a GPU's decoder left them; clips are gathered on the host. */
    void handOver(boolean now) {
        handsOver = now;
        mailbox.takeDevicePictures(now && model != null && model.clip().isEmpty());
    }

    /**
     * Leaves the batcher: after this the handler is not called again. Waits for a call that is under way, so do not
     * hold a lock that the handler needs. A second call does nothing.
     */
    public void leave() {
        batcher.remove(this);
        synchronized (this) {
            if (!left) {
                left = true;
                feed.close();
            }
        }
    }

    /** Whether this camera's frames go before those of others, as while it is in alarm. Any thread may say it. */
    public void urgent(boolean now) {
        batcher.urgent(this, now);
    }

    /** There is a gap in the stream: an engine that keeps a past of this camera forgets it with the next frame. */
    public void forget() {
        fresh = true;
    }

    /** Frames, or clips, that the model was to see, whether it did or not. */
    public long given() {
        return given.sum();
    }

    /** Frames, or clips, that the model saw. */
    public long inferred() {
        return inferred.sum();
    }

    /** Frames that were dropped because they had waited for longer than {@link BatcherLimits#maxAge()}. */
    public long droppedStale() {
        return droppedStale.sum();
    }

    /** Frames that were lost because the engine failed on their batch, or lay on a GPU that failed. */
    public long droppedByEngine() {
        return droppedByEngine.sum();
    }

    /** Calls of the handler that threw. */
    public long handlerFailures() {
        return handlerFailures.sum();
    }

    /** Number of the camera at the engine. */
    int slot() {
        return slot;
    }

    /** Whether the next frame is the first of its past; asked once for each. */
    boolean beginsAnew() {
        boolean anew = fresh;
        if (anew) {
            fresh = false;
        }
        return anew;
    }

    boolean isWaiting() {
        return !left && feed.waitingSince() != Long.MAX_VALUE;
    }

    /** Whether what it gives is for that model. */
    boolean isFor(ModelBundle other) {
        return model == other;
    }

    /** The newest frame, which must be released, or null where none waits or it is too old to be of use. */
    Frame take(long now, long maxAgeNanos) {
        Frame frame = left ? null : feed.take();
        if (frame != null && now - frame.arrivalNanos - frame.heldNanos
                > (frame.seldom ? SELDOM_PATIENCE : 1) * maxAgeNanos) {
            feed.release(frame);
            droppedStale.increment();
            return null;
        }
        return frame;
    }

    /** Puts what was taken where the engine reads it. */
    void copy(Frame frame, ByteBuffer input, int offset) {
        feed.copy(frame, input, offset);
    }

    void release(Frame frame) {
        feed.release(frame);
    }

    void engineFailed() {
        droppedByEngine.increment();
    }

    /** Calls the handler; whatever it throws ends here, because other lanes share the batch and the thread. */
    synchronized void deliver(Frame frame, Outputs outputs, int index) {
        inferred.increment();
        if (left) {
            return;
        }
        try {
            handler.onOutputs(frame, outputs, index);
        } catch (Throwable thrown) {
            handlerFailures.increment();
            if (loggedCauses.size() < LOGGED_CAUSES && loggedCauses.add(thrown.getClass().getName())) {
                LOG.errorf(thrown, "A frame's handler failed; this cause is logged once, the camera goes on");
            }
        }
    }
}
