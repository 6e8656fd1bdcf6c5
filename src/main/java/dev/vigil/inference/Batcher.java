package dev.vigil.inference;

import dev.vigil.stream.Frame;
import dev.vigil.stream.FrameMailbox;
import dev.vigil.time.TimeSource;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Gathers the newest frames of all cameras into batches and runs the engine over them, on a thread of its own. Whose
 * turn it is, is the {@link Schedule}'s to say; how many frames are worth a run, the {@link BatchCosts}'. Each engine
 * is opened, run and closed by a thread of its own; where one hangs, it is {@linkplain #replaceEngine left behind} for
 * a fresh one.
 */
public final class Batcher implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Batcher.class);
    private static final long ERROR_LOG_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long CLOSE_MILLIS = 5000;
    /** Each engine left behind keeps its memory and its threads: after so many only a new process helps. */
    private static final int MOST_REPLACEMENTS = 3;

    private final Supplier<Engine> engines;
    private final ModelBundle bundle;
    private final String engineName;
    private final TimeSource time;
    private final BatcherLimits limits;
    private volatile BatchWorker worker;
    private volatile int replacements;
    private volatile boolean beyondHelp;

    private final Schedule schedule;
    /** Numbers of the lanes, small and dense, for engines that keep a past of each camera. Guarded by itself. */
    private final BitSet slots = new BitSet();
    private volatile boolean closed;
    private volatile BatchListener listener = (frames, runNanos) -> { };

    // Only the present worker's thread touches this.
    private long failureLoggedNanos;

    private final LongAdder batches = new LongAdder();
    private final LongAdder frames = new LongAdder();
    private final LongAdder runNanos = new LongAdder();
    private final LongAdder failedBatches = new LongAdder();
    private volatile long lastBatchNanos;

    /**
     * Opens the first engine and starts its thread.
     *
     * @param engines opens an engine, each time a new one of the same kind; it is closed here
     * @throws EngineException          when it cannot be opened
     * @throws IllegalArgumentException when the batch is larger than the engine's
     */
    public Batcher(Supplier<Engine> engines, TimeSource time, BatcherLimits limits) {
        Engine engine = engines.get();
        if (limits.batch() > engine.maxBatch()) {
            engine.close();
            throw new IllegalArgumentException("the engine takes batches of at most " + engine.maxBatch()
                    + " frames, not " + limits.batch());
        }
        this.engines = engines;
        this.bundle = engine.bundle();
        this.engineName = engine.name();
        this.time = time;
        this.limits = limits;
        schedule = new Schedule(time);
        worker = new BatchWorker(this, () -> engine, schedule, limits, time);
    }

    /** The engine in words: its library, its version and where it runs. */
    public String engineName() {
        return engineName;
    }

    /**
     * Lets a camera take part. From now on this batcher is the mailbox's reader and its publish listener.
     *
     * @throws IllegalArgumentException when its frames are not of the model's input size
     */
    public Lane join(FrameMailbox mailbox, FrameHandler handler) {
        if (!mailbox.size().equals(bundle.input())) {
            throw new IllegalArgumentException("the model takes frames of " + bundle.input() + ", not "
                    + mailbox.size());
        }
        Lane lane = new Lane(mailbox, handler, takeSlot(), this);
        schedule.join(lane);
        mailbox.onPublish(() -> schedule.offer(lane));
        if (lane.isWaiting()) {
            schedule.offer(lane);
        }
        return lane;
    }

    private int takeSlot() {
        synchronized (slots) {
            int slot = slots.nextClearBit(0);
            slots.set(slot);
            return slot;
        }
    }

    void remove(Lane lane) {
        if (schedule.leave(lane)) {
            synchronized (slots) {
                slots.clear(lane.slot());
            }
        }
    }

    void urgent(Lane lane, boolean now) {
        schedule.urgent(lane, now);
    }

    /** One listener hears of every batch; a new one takes the place of the one before. */
    public void onBatch(BatchListener newListener) {
        listener = newListener;
    }

    /** Batches that the engine has run. */
    public long batches() {
        return batches.sum();
    }

    /** Frames in those batches. */
    public long frames() {
        return frames.sum();
    }

    /** Time that the engine spent on them, in nanoseconds. */
    public long runNanos() {
        return runNanos.sum();
    }

    /** Batches that the engine failed on. */
    public long failedBatches() {
        return failedBatches.sum();
    }

    /** When the last batch was done, in monotonic nanoseconds; 0 before the first. */
    public long lastBatchNanos() {
        return lastBatchNanos;
    }

    /** For how long the present batch has been under way, in nanoseconds; 0 when the engine is idle. */
    public long busyNanos() {
        return worker.busyNanos();
    }

    /** Whether frames are served: false once closed or if the thread has died. */
    public boolean isRunning() {
        return worker.thread().isAlive() && !closed;
    }

    /**
     * Leaves the engine behind in the run that it hangs in and goes on with a fresh one. The old one is closed only if
     * its run ever returns. False when the engine is not running, or when it was replaced too often already.
     */
    public synchronized boolean replaceEngine() {
        if (closed || beyondHelp || !worker.abandon()) {
            return false;
        }
        failedBatches.increment();
        if (replacements == MOST_REPLACEMENTS) {
            beyondHelp = true;
            return false;
        }
        replacements++;
        worker = new BatchWorker(this, engines, schedule, limits, time);
        return true;
    }

    /** The worker's engine is of no use any more, and the worker is about to end: a fresh one takes its place. */
    void lost(BatchWorker ending) {
        // Not while it is being closed: that holds the lock and waits for this thread.
        if (closed) {
            return;
        }
        synchronized (this) {
            if (!closed && !beyondHelp && ending == worker) {
                beyondHelp = replacements == MOST_REPLACEMENTS;
                if (!beyondHelp) {
                    replacements++;
                    worker = new BatchWorker(this, engines, schedule, limits, time);
                }
            }
        }
    }

    /** Engines that were left behind for a fresh one. */
    public int replacements() {
        return replacements;
    }

    /** Whether engines hung once more than they may be replaced: nothing is inferred any more. */
    public boolean isBeyondHelp() {
        return beyondHelp;
    }

    /** Ends the thread after the batch that is running, and waits for it; it closes the engine. */
    @Override
    public synchronized void close() {
        closed = true;
        schedule.close();
        Thread thread = worker.thread();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.errorf("The engine has not finished its batch in %d ms", CLOSE_MILLIS);
        }
    }

    /** Fills a batch with the frames whose turn it is; those that are too old to be of use are dropped on the way. */
    void gather(GatheredBatch batch, int size) {
        long now = time.nanos();
        long maxAge = limits.maxAge().toNanos();
        while (batch.size() < size) {
            Lane lane = schedule.next();
            if (lane == null) {
                return;
            }
            Frame frame = lane.take(now, maxAge);
            if (frame != null) {
                batch.add(lane, frame);
            }
        }
    }

    /** The engine has run over a batch, whose frames are delivered next. */
    void ran(int size, long startedNanos, long doneNanos) {
        lastBatchNanos = doneNanos;
        batches.increment();
        frames.add(size);
        runNanos.add(doneNanos - startedNanos);
        tell(size, doneNanos - startedNanos);
    }

    private void tell(int size, long runNanos) {
        try {
            listener.onBatch(size, runNanos);
        } catch (RuntimeException e) {
            LOG.debug("The listener of batches failed", e);
        }
    }

    /** One broken model would fail on every batch: it is logged at once and then every ten seconds. */
    void failed(Engine engine, Throwable failure) {
        failedBatches.increment();
        long now = time.nanos();
        long failures = failedBatches.sum();
        if (failures == 1 || now - failureLoggedNanos >= ERROR_LOG_NANOS) {
            failureLoggedNanos = now;
            LOG.errorf(failure, "%s failed on a batch (%d so far); its frames are lost, the next ones are tried",
                    engine.name(), failures);
        }
    }
}
