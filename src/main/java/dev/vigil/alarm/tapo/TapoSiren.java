package dev.vigil.alarm.tapo;

import dev.vigil.alarm.Siren;
import dev.vigil.alarm.SirenMemory;
import dev.vigil.alarm.tapo.TapoException.Trouble;
import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * A Tapo camera's own siren, commanded over the LAN. After {@link #keepWarm} it is logged in ahead of need, so that an
 * incident costs one round trip. What is known to be wrong with it is told by {@link #unavailableBecause} before any
 * incident. Safe for use by many threads; the camera sees one request at a time. A command tries the network at once
 * and once; a login that could lock the camera out is not tried at all, whoever asks.
 */
public final class TapoSiren implements Siren, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TapoSiren.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);

    private final TapoAccess access;
    private final TapoTimings timings;
    private final TimeSource time;
    private final PinnedTls tls;
    private final TapoSession session;
    private final SirenCommands commands;
    private final ThreadPoolExecutor worker;
    private final ReentrantLock camera = new ReentrantLock(true);
    private volatile TapoException trouble;
    /** Guarded by camera, as are the rest. */
    private AlarmDialect sounding;
    private long soundingUntil;
    private Future<?> renewal;
    private Duration retry = FIRST_RETRY;

    /** Touches no network before {@link #keepWarm} or the first command. */
    public TapoSiren(TapoAccess access, SirenMemory memory, TapoTimings timings, TimeSource time) {
        this.access = access;
        this.timings = timings;
        this.time = time;
        tls = new PinnedTls(access, memory);
        LoginGuard guard = new LoginGuard(access, memory, time);
        TapoTransport transport = new TapoTransport(access, tls, timings, time);
        session = new TapoSession(access, transport, new LoginDesk(access, transport, guard));
        commands = new SirenCommands(access, session, new DialectMemory(access, memory));
        try {
            guard.check();
        } catch (TapoException forbidden) {
            trouble = forbidden;
        }
        worker = new ThreadPoolExecutor(1, 1, 2, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "tapo-" + access.camera());
            thread.setDaemon(true);
            return thread;
        }, new ThreadPoolExecutor.DiscardPolicy());
        // No thread waits for the next sign of life: of every eight cameras they would take a megabyte.
        worker.allowCoreThreadTimeOut(true);
    }

    /** Logs in, after that time and whenever the session is lost, on a thread of this siren's own. Call it once. */
    public void keepWarm(Duration after) {
        in(after).execute(this::warmAgainAndAgain);
    }

    /** The worker, after that time. */
    private Executor in(Duration delay) {
        return CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, worker);
    }

    private void warmAgainAndAgain() {
        keepWarm(warm());
    }

    /**
     * Logs in and asks the camera what it is; commands nothing, so that a siren that sounds goes on.
     *
     * @throws TapoException saying why it cannot be commanded
     */
    public void logIn() throws TapoException {
        camera.lock();
        try {
            commands.greet();
        } finally {
            camera.unlock();
        }
    }

    /**
     * Sees to it that the session lives and that it is known how this firmware sounds its siren.
     *
     * @return when to do so again
     */
    Duration warm() {
        camera.lock();
        try {
            commands.greet();
            boolean doubtful = !commands.understood() || trouble != null && trouble.trouble().isOfCommands();
            if (doubtful && sounding == null) {
                // A stop makes no sound, and tells by its answer whether the firmware obeys the command.
                commands.give(false, Optional.ofNullable(sounding));
            }
            if (!doubtful || sounding == null) {
                recovered();
            }
            return timings.keepAlive();
        } catch (TapoException failure) {
            failed(failure);
            return laterAndLater();
        } finally {
            camera.unlock();
        }
    }

    @Override
    public String way() {
        return "tapo";
    }

    /**
     * Why the siren cannot be sounded, as far as is known: from the last command, from the last sign of life of a siren
     * that is kept warm, or from what is remembered of an earlier run. For the operator; holds no secret.
     */
    public Optional<String> unavailableBecause() {
        return Optional.ofNullable(trouble).map(Throwable::getMessage);
    }

    /** The kind of trouble that {@link #unavailableBecause} tells of. */
    public Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble).map(TapoException::trouble);
    }

    @Override
    public void sound(Duration duration) throws TapoException {
        camera.lock();
        try {
            soundingUntil = time.nanos() + duration.toNanos();
            sounding = commands.give(true, Optional.ofNullable(sounding));
            renewLater();
            recovered();
        } catch (TapoException failure) {
            failed(failure);
            throw failure;
        } finally {
            camera.unlock();
        }
    }

    @Override
    public void silence() throws TapoException {
        camera.lock();
        try {
            stopRenewing();
            commands.give(false, Optional.ofNullable(sounding));
            sounding = null;
            recovered();
        } catch (TapoException failure) {
            failed(failure);
            throw failure;
        } finally {
            camera.unlock();
        }
    }

    private void renewLater() {
        stopRenewing();
        long left = Math.max(0, soundingUntil - time.nanos());
        long next = sounding.renewal().map(every -> Math.min(left, every.toNanos())).orElse(left);
        renewal = CompletableFuture.runAsync(this::renew, in(Duration.ofNanos(next)));
    }

    private void stopRenewing() {
        if (renewal != null) {
            renewal.cancel(false);
            renewal = null;
        }
    }

    /** Goes on sounding a siren that ends by itself, and ends one that does not when its time is over. */
    private void renew() {
        camera.lock();
        try {
            if (renewal == null || sounding == null) {
                return;
            }
            if (time.nanos() - soundingUntil < 0) {
                commands.give(true, Optional.ofNullable(sounding));
                renewLater();
            } else {
                silence();
            }
        } catch (TapoException failure) {
            failed(failure);
            renewal = CompletableFuture.runAsync(this::renew, in(laterAndLater()));
        } finally {
            camera.unlock();
        }
    }

    private Duration laterAndLater() {
        Duration now = retry;
        Duration twice = retry.multipliedBy(2);
        retry = twice.compareTo(timings.mostApart()) < 0 ? twice : timings.mostApart();
        return now;
    }

    /** Nothing waits any more: what was learned may go to disk. */
    private void recovered() {
        retry = FIRST_RETRY;
        tls.pin();
        commands.save();
        if (trouble != null) {
            trouble = null;
            LOG.infof("the siren of the camera at %s can be sounded again", access.authority());
        }
    }

    private void failed(TapoException failure) {
        boolean news = trouble == null || trouble.trouble() != failure.trouble();
        trouble = failure;
        if (news) {
            LOG.debugf("a siren cannot be sounded directly: %s", failure.getMessage());
        }
    }

    /** Ends its thread and its connection, also under a request that hangs; does not silence the siren. */
    @Override
    public void close() {
        worker.shutdownNow();
        session.close();
    }
}
