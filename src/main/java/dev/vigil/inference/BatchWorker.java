package dev.vigil.inference;

import dev.vigil.time.TimeSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One engine and the thread that it belongs to: the thread opens it, runs it and closes it at its own end, so that its
 * native memory is never freed under a run. A worker whose engine hangs can be {@linkplain #abandon left behind}.
 */
final class BatchWorker {

    private static final Logger LOG = Logger.getLogger(BatchWorker.class);

    private enum State { OPENING, IDLE, RUNNING, DELIVERING, ABANDONED }

    private final Batcher batcher;
    private final Supplier<Engine> engines;
    private final Schedule schedule;
    private final BatcherLimits limits;
    private final TimeSource time;
    private final boolean gpuIsTrusted;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPENING);
    private volatile long busySinceNanos;
    private volatile GatheredBatch batch;
    private BatchCosts costs;
    private final Thread thread = new Thread(this::work, "batcher");

    /**
     * Starts the thread.
     *
     * @param gpuIsTrusted false where the engine before hung or was lost: pictures that wait on its device stay there
     */
    BatchWorker(Batcher batcher, Supplier<Engine> engines, Schedule schedule, BatcherLimits limits,
            TimeSource time, boolean gpuIsTrusted) {
        this.batcher = batcher;
        this.engines = engines;
        this.schedule = schedule;
        this.limits = limits;
        this.time = time;
        this.gpuIsTrusted = gpuIsTrusted;
        busySinceNanos = time.nanos();
        thread.setDaemon(true);
        thread.start();
    }

    Thread thread() {
        return thread;
    }

    /** For how long it has been at the present batch, or at opening its engine; 0 when it is idle. */
    long busyNanos() {
        return state.get() == State.IDLE ? 0 : Math.max(time.nanos() - busySinceNanos, 1);
    }

    /**
     * Leaves the engine to the run that it is in: the frames go back at once, and whatever the run still gives is
     * dropped. False, and nothing done, when the engine is not running.
     */
    boolean abandon() {
        if (!state.compareAndSet(State.RUNNING, State.ABANDONED)) {
            return false;
        }
        batch.engineFailed();
        batch.clear();
        return true;
    }

    private void work() {
        try {
            Engine engine = engines.get();
            while (engine != null) {
                engine = serveWith(engine);
            }
        } catch (EngineException unusable) {
            LOG.errorf("the engine's thread ends: %s", unusable.getMessage());
        }
    }

    /** Serves with this engine to its end; the engine to go on with, or null. */
    private Engine serveWith(Engine engine) {
        try {
            int most = Math.min(limits.batch(), engine.maxBatch());
            batch = new GatheredBatch(engine, most, gpuIsTrusted);
            batcher.serves(engine);
            // No run may keep a frame that comes meanwhile from its turn for more than a fifth of its useful life.
            costs = new BatchCosts(engine.buckets(), most, limits.maxAge().toNanos() / 5);
            boolean serving = true;
            long idleSince = time.nanos() - limits.maxWait().toNanos();
            state.set(State.IDLE);
            while (serving && schedule.await(costs.full(), limits.maxWait().toNanos(), idleSince)) {
                Optional<Engine> next = batcher.next();
                if (next.isPresent()) {
                    return next.get();
                }
                serving = serve(engine);
                idleSince = time.nanos();
            }
            return null;
        } finally {
            close(engine);
        }
    }

    private static void close(Engine engine) {
        try {
            engine.close();
        } catch (EngineException unclean) {
            LOG.warn(unclean.getMessage());
        }
    }

    /** Serves one batch; false when this worker was left behind meanwhile. */
    private boolean serve(Engine engine) {
        try {
            batcher.gather(batch, costs.choose(Math.max(schedule.waiting(), 1)));
            if (batch.size() > 0 && !infer(engine)) {
                return false;
            }
        } catch (RuntimeException | Error failure) {
            batch.engineFailed();
            batcher.failed(engine, failure);
        }
        batch.clear();
        state.set(State.IDLE);
        return true;
    }

    private boolean infer(Engine engine) {
        long started = time.nanos();
        batch.stampBatched(started);
        busySinceNanos = started;
        state.set(State.RUNNING);
        Throwable failure = null;
        try {
            engine.run(batch.size());
        } catch (RuntimeException | Error thrown) {
            failure = thrown;
        }
        if (!state.compareAndSet(State.RUNNING, State.DELIVERING)) {
            LOG.warnf("%s came back from the run that it was left behind in; it is closed", engine.name());
            return false;
        }
        if (failure == null) {
            long done = time.nanos();
            costs.ran(batch.size(), done - started);
            batcher.ran(batch.size(), started, done);
            batch.deliver(engine.outputs(), done);
        } else {
            batch.engineFailed();
            batcher.failed(engine, failure);
            if (failure instanceof EngineLostException) {
                batch.clear();
                batcher.lost(this);
                return false;
            }
        }
        return true;
    }
}
