package dev.vigil.alarm;

import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One way with a thread of its own, so that one that hangs can be left behind while the next is tried. Its commands
 * are carried out in their order, also those that nobody waits for any more; the thread goes away when it is idle.
 * Commands are submitted by the chain's thread and, to lose no time, by the one that decides.
 */
final class WayLane {

    private final Siren siren;
    private final TimeSource time;
    private final ThreadPoolExecutor worker;

    /** Set before a command to sound is sent: what has failed may have been carried out all the same. */
    private volatile boolean mayBeSounding;
    /** Commands to sound that were submitted and have not ended. */
    private final AtomicInteger soundsUnderWay = new AtomicInteger();
    /** When it falls silent by itself at the latest; null for never. */
    private volatile Long silentAt;
    private boolean pendingSounds;
    private Future<?> pending;

    WayLane(String label, Siren siren, boolean leftOn, TimeSource time) {
        this.siren = siren;
        this.time = time;
        this.mayBeSounding = leftOn;
        silentAt = end(SirenTimings.DEFAULT.duration());
        worker = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "siren-" + label + "-" + siren.way());
            thread.setDaemon(true);
            return thread;
        }, new ThreadPoolExecutor.DiscardPolicy());
        worker.allowCoreThreadTimeOut(true);
    }

    Siren siren() {
        return siren;
    }

    boolean mayBeSounding() {
        // In this order: a command that ends says first what has become of the siren.
        return soundsUnderWay.get() > 0 || mayBeSounding;
    }

    /** Whether it has fallen silent by itself, whatever became of the commands. */
    boolean silentByItself() {
        Long end = silentAt;
        return end != null && time.nanos() - end >= 0;
    }

    /** It has fallen silent by itself. */
    void forget() {
        mayBeSounding = false;
    }

    /** Queues the command, or finds it still under way. */
    synchronized Future<?> submit(boolean sounds, Duration duration) {
        if (pending == null || pending.isDone() || pendingSounds != sounds) {
            pendingSounds = sounds;
            if (sounds) {
                soundsUnderWay.incrementAndGet();
            }
            pending = worker.submit(sounds ? sounding(duration) : this::silence);
        }
        return pending;
    }

    private Callable<Void> sounding(Duration duration) {
        return () -> {
            boolean before = mayBeSounding;
            mayBeSounding = true;
            silentAt = end(duration);
            try {
                siren.sound(duration);
                silentAt = end(duration);
            } catch (SirenException failure) {
                mayBeSounding = before || failure.mayHaveSounded();
                throw failure;
            } finally {
                soundsUnderWay.decrementAndGet();
            }
            return null;
        };
    }

    private Long end(Duration duration) {
        return siren.fallsSilentAfter(duration).map(lasts -> time.nanos() + lasts.toNanos()).orElse(null);
    }

    private Void silence() throws SirenException {
        siren.silence();
        mayBeSounding = false;
        return null;
    }

    /** Waits for a submitted command, at most {@code patience}. */
    static void await(Future<?> command, Duration patience) throws SirenException {
        try {
            command.get(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof SirenException known) {
                throw known;
            }
            throw new SirenException("it failed unexpectedly: " + failure.getCause(), failure.getCause());
        } catch (TimeoutException late) {
            throw new SirenException("no answer within " + patience.toMillis() + " ms", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SirenException("interrupted", interrupted);
        }
    }

    /** Has the way get ready, unless it is busy. */
    void prepare(Runnable done) {
        if (worker.getActiveCount() == 0 && worker.getQueue().isEmpty()) {
            worker.execute(() -> {
                siren.prepare();
                done.run();
            });
        }
    }

    Optional<String> unavailableBecause() {
        return siren.unavailableBecause();
    }

    void close() {
        worker.shutdownNow();
        siren.close();
    }
}
