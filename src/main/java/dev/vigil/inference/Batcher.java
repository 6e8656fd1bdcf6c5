package dev.vigil.inference;

import dev.vigil.stream.Frame;
import dev.vigil.stream.FrameMailbox;
import dev.vigil.time.TimeSource;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
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

    /** So long a picture may be under way that only the engine before can take. */
    private static final long HAND_OVER_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private volatile Supplier<Engine> engines;
    private volatile ModelBundle bundle;
    private volatile String engineName;
    private final TimeSource time;
    private final BatcherLimits limits;
    private volatile BatchWorker worker;
    private volatile int replacements;
    private volatile boolean beyondHelp;

    private final Schedule schedule;
    /** Guards who takes part and which model is in use. */
    private final Object members = new Object();
    /** Numbers of the lanes, small and dense, for engines that keep a past of each camera. */
    private final BitSet slots = new BitSet();
    private volatile Lane[] lanes = {};
    /** Whether the engine takes pictures from a GPU's decoder; guarded by the members. */
    private boolean takesDevicePictures;
    private volatile boolean closed;
    private final Succession succession = new Succession();
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
     * @throws EngineException when it cannot be opened
     */
    public Batcher(Supplier<Engine> engines, TimeSource time, BatcherLimits limits) {
        Engine engine = engines.get();
        this.engines = engines;
        this.bundle = engine.bundle();
        this.engineName = engine.name();
        this.time = time;
        this.limits = limits;
        schedule = new Schedule(time);
        worker = new BatchWorker(this, () -> engine, schedule, limits, time, true);
    }

    /** The model in use. */
    public ModelBundle bundle() {
        return bundle;
    }

    /** The engine in words: its library, its version and where it runs. */
    public String engineName() {
        return engineName;
    }

    /**
     * Lets a camera take part. From now on this batcher is the mailbox's reader and its publish listener, and sees to
     * it that its frames are of the model's input size.
     *
     * @throws IllegalArgumentException when a frame of another size waits in it
     */
    public Lane join(FrameMailbox mailbox, FrameHandler handler) {
        synchronized (members) {
            Lane lane = new Lane(mailbox, handler, slots.nextClearBit(0), this);
            lane.handOver(takesDevicePictures);
            if (!lane.follow(bundle)) {
                throw new IllegalArgumentException("the model takes frames of " + bundle.input() + ", not "
                        + mailbox.size());
            }
            slots.set(lane.slot());
            Lane[] more = Arrays.copyOf(lanes, lanes.length + 1);
            more[lanes.length] = lane;
            lanes = more;
            schedule.join(lane);
            offerIfWaiting(lane);
            return lane;
        }
    }

    /**
     * Has another model take over between two batches: its engine, opened and warm, is run from then on, and the one
     * before is closed. Cameras stay; frames that wait are seen by the one model or the other. Returns when it is done.
     *
     * @param engine belongs to this batcher from now on
     * @param more   opens further ones of the same model
     * @return false where this batcher was closed before it could take over
     * @throws EngineException when there is too little memory for the clips of all cameras
     */
    public boolean exchange(Engine engine, Supplier<Engine> more) {
        try {
            ClipWindow.demandRoom(engine.bundle(), lanes.length);
        } catch (EngineException tooLittle) {
            engine.close();
            throw tooLittle;
        }
        return succession.bring(engine, more, schedule::wake, this::isRunning);
    }

    /**
     * The engine to go on with, for the worker between two batches; empty to go on with its own, also for as long as
     * frames wait that only this one can take.
     */
    Optional<Engine> next() {
        Succession.Successor next = succession.next();
        if (next == null) {
            return Optional.empty();
        }
        synchronized (members) {
            boolean all = true;
            for (Lane lane : lanes) {
                all &= lane.follow(next.engine().bundle());
            }
            if (all && succession.take(next)) {
                takeOver(next);
                return Optional.of(next.engine());
            }
        }
        LockSupport.parkNanos(HAND_OVER_NANOS);
        schedule.wake();
        return Optional.empty();
    }

    private void takeOver(Succession.Successor next) {
        bundle = next.engine().bundle();
        engineName = next.engine().name();
        engines = next.more();
        for (Lane lane : lanes) {
            // The new engine knows of no past, and what waited for it was passed over.
            lane.forget();
            offerIfWaiting(lane);
        }
        next.tookOver().countDown();
    }

    /** That engine runs from now on, and pictures may come as it takes them. */
    void serves(Engine engine) {
        synchronized (members) {
            takesDevicePictures = engine.takesDevicePictures();
            for (Lane lane : lanes) {
                lane.handOver(takesDevicePictures);
            }
        }
    }

    /** Something of that lane waits. */
    void offer(Lane lane) {
        schedule.offer(lane);
    }

    private void offerIfWaiting(Lane lane) {
        if (lane.isWaiting()) {
            schedule.offer(lane);
        }
    }

    void remove(Lane lane) {
        synchronized (members) {
            if (schedule.leave(lane)) {
                slots.clear(lane.slot());
                lanes = Arrays.stream(lanes).filter(other -> other != lane).toArray(Lane[]::new);
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
        return goOnWithFreshEngine();
    }

    private boolean goOnWithFreshEngine() {
        if (replacements == MOST_REPLACEMENTS) {
            beyondHelp = true;
            return false;
        }
        replacements++;
        worker = new BatchWorker(this, engines, schedule, limits, time, false);
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
                goOnWithFreshEngine();
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
            // One that follows the next model already is offered again once that has taken over.
            Frame frame = lane.isFor(bundle) ? lane.take(now, maxAge) : null;
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
