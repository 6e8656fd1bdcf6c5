package dev.vigil.alarm;

import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Keeps one camera's siren as it is wanted: sounding or silent. {@link #sound} and {@link #silence} return at once; a
 * worker of this camera's own gives the commands, renews them and tries again what failed, always for what is wanted
 * by then. People may test it, or hush or mute it while its incident goes on. A dead man's switch silences it where
 * nobody has {@linkplain #confirm confirmed} for too long that it should sound. The worker's thread goes away while
 * there is nothing to do.
 */
public final class SirenControl implements AutoCloseable {

    /** What is known of the siren. */
    public enum State { SILENT, SOUNDING, FAILING }

    private final SirenChain siren;
    private final SirenTimings timings;
    private final SirenListener listener;
    private final TimeSource time;
    private final ScheduledThreadPoolExecutor worker;

    private final SirenWish wish;
    /** Guarded by this, as is the next. */
    private boolean closed;
    private boolean wanted;
    private volatile long wantedSince;
    private volatile long confirmedAt;
    /** It is wanted, but not confirmed. */
    private volatile boolean overdue;
    private volatile State state = State.SILENT;
    /** Only the worker touches it. */
    private Future<?> later;

    /** @param muted whether a person wants it silent now, whatever happens */
    public SirenControl(String label, SirenChain siren, SirenTimings timings, SirenListener listener,
            BooleanSupplier muted, TimeSource time) {
        this.siren = siren;
        wish = new SirenWish(muted);
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

    /** Silences the siren if it was left on before a crash. Its ways get ready a little later. */
    public void start() {
        worker.execute(this::settle);
    }

    /** To be called about once a second: also notices that a mute or a test is over. */
    public void tick() {
        siren.tick();
        follow();
    }

    /** Makes it sound until {@link #silence}. The command is on its way to the camera's own thread on return. */
    public void sound() {
        wish.incidentBegins();
        follow();
    }

    /** Makes it sound for so long, unless it is muted; false then. */
    boolean test(Duration span) {
        boolean allowed = wish.test(time.nanos() + span.toNanos());
        follow();
        return allowed;
    }

    /** Makes it silent for the rest of the incident, and ends a test; false when it was not to sound anyway. */
    boolean hush() {
        boolean sounded = wish.hush(time.nanos());
        follow();
        return sounded;
    }

    /** Whether a person hushed it for the rest of the incident. */
    boolean hushed() {
        return wish.hushed();
    }

    /** Gives the commands that a changed wish takes. */
    synchronized void follow() {
        boolean sounds = !closed && wish.sounds(time.nanos());
        if (sounds == wanted) {
            return;
        }
        wanted = sounds;
        if (sounds) {
            wantedSince = time.nanos();
            confirmedAt = wantedSince;
            overdue = false;
            siren.begin(span());
        }
        worker.execute(this::settle);
    }

    /** Something fresh was seen that does not end the incident: if it should sound, it should go on. */
    public void confirm() {
        confirmedAt = time.nanos();
        if (overdue && wanted()) {
            overdue = false;
            worker.execute(this::settle);
        }
    }

    /** Makes it silent; sends nothing if it never sounded. */
    public void silence() {
        wish.incidentEnds();
        follow();
    }

    private synchronized boolean wanted() {
        return wanted && !closed;
    }

    public State state() {
        return state;
    }

    /** Whether some way to the siren should work. */
    public boolean available() {
        return siren.available();
    }

    /** The ways to the siren that are known not to work, each with its reason; empty when all should. */
    public Optional<String> unavailableBecause() {
        return siren.unavailableBecause();
    }

    private void settle() {
        if (later != null) {
            later.cancel(false);
            later = null;
        }
        try {
            boolean sounds = wanted();
            if (sounds && allowed().isZero() && !overdue) {
                overdue = true;
                listener.overdue(timings.longest());
            }
            if (sounds && !overdue) {
                keepSounding();
            } else if (siren.mayBeSounding()) {
                siren.silence();
                state = State.SILENT;
                listener.silenced();
            } else {
                state = State.SILENT;
            }
        } catch (SirenException failure) {
            state = State.FAILING;
            listener.failed(failure.getMessage());
            again(timings.retry());
        }
    }

    /** How long it may still sound without being confirmed again. */
    private Duration allowed() {
        long left = confirmedAt + timings.longest().toNanos() - time.nanos();
        return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
    }

    /** How long one command may make it sound. */
    private Duration span() {
        // Cameras count in whole seconds.
        Duration most = least(allowed(), wish.longest(time.nanos(), timings.duration()));
        return least(timings.duration(), most.plusMillis(999));
    }

    private void keepSounding() throws SirenException {
        Duration duration = span();
        Siren sounds = siren.sound(duration, this::wanted);
        if (state != State.SOUNDING) {
            state = State.SOUNDING;
            listener.sounded(new SirenAnswer(sounds.way(), time.nanos() - wantedSince));
        }
        Duration lasts = sounds.fallsSilentAfter(duration).orElse(timings.duration());
        Duration rearm = least(timings.rearm(), lasts.multipliedBy(2).dividedBy(3));
        again(least(rearm, allowed().plusMillis(1)));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void again(Duration delay) {
        later = worker.schedule(this::settle, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Silences the siren, waiting at most {@code patience} for it, and ends the worker. */
    public void close(Duration patience) {
        synchronized (this) {
            closed = true;
            wish.end();
            wanted = false;
        }
        worker.execute(this::settle);
        worker.shutdown();
        try {
            if (!worker.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
        siren.close();
    }

    /** Waits for one way that hangs to be given up and for the silence after it. */
    @Override
    public void close() {
        close(Duration.ofSeconds(5));
    }
}
