package dev.vigil.inference;

import dev.vigil.stream.Frame;
import dev.vigil.stream.FrameMailbox;
import dev.vigil.time.TimeSource;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Gathers the newest frames of all cameras into batches and runs the engine over them, on a thread of its own. Every
 * lane has at most one frame in a batch, and the lane after the last one served is the first one asked next time, so
 * no camera starves another. The engine belongs to this thread until {@link #close()}; closing it is its maker's part.
 */
public final class Batcher implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Batcher.class);
    private static final long ERROR_LOG_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long CLOSE_MILLIS = 5000;

    private final Engine engine;
    private final TimeSource time;
    private final BatcherLimits limits;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition published = lock.newCondition();
    private volatile Lane[] lanes = {};
    private volatile boolean closed;
    private volatile BatchListener listener = (frames, runNanos) -> { };

    // Only the batcher's thread touches these.
    private final GatheredBatch batch;
    private int firstLane;
    private long failureLoggedNanos;

    private final LongAdder batches = new LongAdder();
    private final LongAdder frames = new LongAdder();
    private final LongAdder failedBatches = new LongAdder();
    private volatile boolean busy;
    private volatile long busySinceNanos;
    private volatile long lastBatchNanos;

    /**
     * Starts the thread.
     *
     * @throws IllegalArgumentException when the batch is larger than the engine's
     */
    public Batcher(Engine engine, TimeSource time, BatcherLimits limits) {
        if (limits.batch() > engine.maxBatch()) {
            throw new IllegalArgumentException("the engine takes batches of at most " + engine.maxBatch()
                    + " frames, not " + limits.batch());
        }
        this.engine = engine;
        this.time = time;
        this.limits = limits;
        this.batch = new GatheredBatch(engine, limits.batch());
        this.thread = new Thread(this::work, "batcher");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Lets a camera take part. From now on this batcher is the mailbox's reader and its publish listener.
     *
     * @throws IllegalArgumentException when its frames are not of the model's input size
     */
    public Lane join(FrameMailbox mailbox, FrameHandler handler) {
        if (!mailbox.size().equals(engine.bundle().input())) {
            throw new IllegalArgumentException("the model takes frames of " + engine.bundle().input() + ", not "
                    + mailbox.size());
        }
        Lane lane = new Lane(mailbox, handler, this);
        lock.lock();
        try {
            Lane[] more = Arrays.copyOf(lanes, lanes.length + 1);
            more[lanes.length] = lane;
            lanes = more;
        } finally {
            lock.unlock();
        }
        mailbox.onPublish(this::wake);
        wake();
        return lane;
    }

    void remove(Lane lane) {
        lock.lock();
        try {
            lanes = Arrays.stream(lanes).filter(other -> other != lane).toArray(Lane[]::new);
        } finally {
            lock.unlock();
        }
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

    /** Batches that the engine failed on. */
    public long failedBatches() {
        return failedBatches.sum();
    }

    /** When the last batch was done, in monotonic nanoseconds; 0 before the first. */
    public long lastBatchNanos() {
        return lastBatchNanos;
    }

    /** For how long the engine has been running over the present batch, in nanoseconds; 0 when it is idle. */
    public long busyNanos() {
        return busy ? Math.max(time.nanos() - busySinceNanos, 1) : 0;
    }

    /** Whether frames are served: false once closed or if the thread has died. */
    public boolean isRunning() {
        return thread.isAlive() && !closed;
    }

    /** Ends the thread after the batch that is running, and waits for it. The engine stays open. */
    @Override
    public void close() {
        closed = true;
        wake();
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

    private void wake() {
        lock.lock();
        try {
            published.signal();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        while (awaitFrames()) {
            try {
                gather();
                if (batch.size() > 0) {
                    infer();
                }
            } catch (RuntimeException | Error e) {
                failedBatches.increment();
                batch.engineFailed();
                logFailure(e);
            } finally {
                busy = false;
                batch.clear();
            }
        }
    }

    /** Waits for a frame, then a little for more; false when closed. */
    private boolean awaitFrames() {
        lock.lock();
        try {
            while (!closed && waiting() == 0) {
                published.awaitUninterruptibly();
            }
            long left = limits.maxWait().toNanos();
            while (!closed && left > 0 && waiting() < Math.min(limits.batch(), lanes.length)) {
                left = published.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            LOG.debug("Nobody should interrupt the batcher; it goes on", e);
        } finally {
            lock.unlock();
        }
        return !closed;
    }

    private int waiting() {
        int count = 0;
        for (Lane lane : lanes) {
            if (lane.isWaiting()) {
                count++;
            }
        }
        return count;
    }

    private void gather() {
        Lane[] all = lanes;
        long now = time.nanos();
        int first = firstLane;
        for (int i = 0; i < all.length && !batch.isFull(); i++) {
            int index = (first + i) % all.length;
            Frame frame = all[index].take(now, limits.maxAge().toNanos());
            if (frame != null) {
                batch.add(all[index], frame);
                firstLane = index + 1;
            }
        }
    }

    private void infer() {
        long started = time.nanos();
        batch.stampBatched(started);
        busySinceNanos = started;
        busy = true;
        engine.run(batch.size());
        busy = false;
        long done = time.nanos();
        lastBatchNanos = done;
        batches.increment();
        frames.add(batch.size());
        batch.deliver(engine.outputs(), done);
        tell(batch.size(), done - started);
    }

    private void tell(int size, long runNanos) {
        try {
            listener.onBatch(size, runNanos);
        } catch (RuntimeException e) {
            LOG.debug("The listener of batches failed", e);
        }
    }

    /** One broken model would fail on every batch: it is logged at once and then every ten seconds. */
    private void logFailure(Throwable failure) {
        long now = time.nanos();
        long failures = failedBatches.sum();
        if (failures == 1 || now - failureLoggedNanos >= ERROR_LOG_NANOS) {
            failureLoggedNanos = now;
            LOG.errorf(failure, "%s failed on a batch (%d so far); its frames are lost, the next ones are tried",
                    engine.name(), failures);
        }
    }
}
