package dev.vigil.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What is done every so often, each on a thread of its own, so that none waits for another. They go by monotonic time:
 * Quarkus' scheduler goes by the wall clock and would stand still for an hour when that is set back by one.
 */
final class Rounds implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private final List<ScheduledExecutorService> threads = new ArrayList<>();

    /** Does the task each time that the interval has passed, for the first time after one; what is late is skipped. */
    synchronized void every(Duration interval, String name, Runnable task) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, name);
            daemon.setDaemon(true);
            return daemon;
        });
        threads.add(thread);
        long nanos = interval.toNanos();
        Runnable round = new Runnable() {
            private long due = System.nanoTime() + nanos;

            @Override
            public void run() {
                guarded(name, task);
                long late = System.nanoTime() - due;
                due += (late / nanos + 1) * nanos;
                next(thread, this, due);
            }
        };
        next(thread, round, System.nanoTime() + nanos);
    }

    private static void next(ScheduledExecutorService thread, Runnable round, long due) {
        try {
            thread.schedule(round, due - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("no further round: closed");
        }
    }

    /** What is thrown must not end the rounds. */
    private static void guarded(String name, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error unexpected) {
            LOG.errorf(unexpected, "%s failed unexpectedly; it is done again in its time", name);
        }
    }

    /** Begins no further round; what is under way is interrupted and not waited for. */
    @Override
    public synchronized void close() {
        threads.forEach(ScheduledExecutorService::shutdownNow);
    }
}
