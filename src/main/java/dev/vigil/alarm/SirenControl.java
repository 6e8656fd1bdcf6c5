package dev.vigil.alarm;

import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Keeps one camera's siren as it is wanted: sounding or silent. {@link #sound} and {@link #silence} return at once; a
 * worker of this camera's own gives the commands, renews them and tries again what failed, always for what is wanted
 * by then. The worker's thread goes away while there is nothing to do.
 */
public final class SirenControl implements AutoCloseable {

    /** What is known of the siren. */
    public enum State { SILENT, SOUNDING, FAILING }

    private final Siren siren;
    private final SirenTimings timings;
    private final SirenListener listener;
    private final TimeSource time;
    private final ScheduledThreadPoolExecutor worker;

    private volatile boolean wanted;
    private volatile long wantedSince;
    private volatile State state = State.SILENT;
    /** Only the worker touches these three. */
    private boolean maybeSounding;
    private long soundingUntil;
    private Future<?> later;

    public SirenControl(String label, Siren siren, SirenTimings timings, SirenListener listener, TimeSource time) {
        this.siren = siren;
        this.timings = timings;
        this.listener = listener;
        this.time = time;
        worker = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "siren-" + label);
            thread.setDaemon(true);
            return thread;
        });
        worker.setKeepAliveTime(10, TimeUnit.SECONDS);
        worker.allowCoreThreadTimeOut(true);
        worker.setRemoveOnCancelPolicy(true);
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        // Once closed there is nothing left to command: a late call is dropped.
        worker.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Makes it sound until {@link #silence}. */
    public void sound() {
        if (!wanted) {
            wantedSince = time.nanos();
            wanted = true;
            worker.execute(this::settle);
        }
    }

    /** Makes it silent; sends nothing if it never sounded. */
    public void silence() {
        if (wanted) {
            wanted = false;
            worker.execute(this::settle);
        }
    }

    public State state() {
        return state;
    }

    private void settle() {
        if (later != null) {
            later.cancel(false);
            later = null;
        }
        try {
            if (wanted) {
                keepSounding();
            } else if (maybeSounding) {
                fallSilent();
            }
        } catch (SirenException failure) {
            state = State.FAILING;
            listener.failed(siren.way(), failure.getMessage());
            again(timings.retry());
        }
    }

    private void keepSounding() throws SirenException {
        // A command that fails may have been carried out all the same: it must be silenced later either way.
        maybeSounding = true;
        soundingUntil = time.nanos() + timings.duration().toNanos();
        siren.sound(timings.duration());
        if (state != State.SOUNDING) {
            state = State.SOUNDING;
            listener.sounded(siren.way(), time.nanos() - wantedSince);
        }
        again(timings.rearm());
    }

    private void fallSilent() throws SirenException {
        try {
            siren.silence();
        } catch (SirenException failure) {
            if (time.nanos() - soundingUntil < 0) {
                throw failure;
            }
            // By now it has fallen silent by itself: nothing is left to be tried again.
            listener.failed(siren.way(), failure.getMessage());
        }
        maybeSounding = false;
        state = State.SILENT;
        listener.silenced(siren.way());
    }

    private void again(Duration delay) {
        later = worker.schedule(this::settle, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Silences the siren, waiting at most {@code patience} for it, and ends the worker. */
    public void close(Duration patience) {
        silence();
        worker.shutdown();
        try {
            if (!worker.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(3));
    }
}
