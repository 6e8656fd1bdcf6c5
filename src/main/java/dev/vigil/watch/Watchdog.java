package dev.vigil.watch;

import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Looks every second after the parts that may hang in foreign code, and has those replaced that do. It has a thread of
 * its own, and each replacement has one, so that nothing can stall it.
 */
public final class Watchdog implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Watchdog.class);
    /** Without a look for so long, the whole process stood still (a suspended machine), not the part. */
    private static final Duration ASLEEP = Duration.ofSeconds(5);

    /**
     * A part that may hang.
     *
     * @param name      for the log
     * @param busyNanos for how long it has been at the same piece of work; 0 while it has none
     * @param limit     longer than that means that it hangs
     * @param replace   leaves it behind for a fresh one; false when that cannot be done (again)
     */
    public record Part(String name, LongSupplier busyNanos, Duration limit, BooleanSupplier replace) {
    }

    private final Supplier<List<Part>> parts;
    private final TimeSource time;
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();
    private final Set<String> givenUp = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private long lookedNanos;
    private long awakeSinceNanos;

    /** @param parts those of the moment */
    public Watchdog(Supplier<List<Part>> parts, TimeSource time) {
        this.parts = parts;
        this.time = time;
        lookedNanos = time.nanos();
        awakeSinceNanos = lookedNanos;
    }

    /** Begins to look every second. */
    public void start() {
        daemon("watchdog", () -> {
            try {
                while (!closing.await(1, TimeUnit.SECONDS)) {
                    look();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Looks once at every part. */
    void look() {
        long now = time.nanos();
        if (now - lookedNanos > ASLEEP.toNanos()) {
            awakeSinceNanos = now;
        }
        lookedNanos = now;
        for (Part part : parts.get()) {
            long busy = Math.min(part.busyNanos().getAsLong(), now - awakeSinceNanos);
            if (busy <= part.limit().toNanos()) {
                givenUp.remove(part.name());
            } else if (inHand.add(part.name())) {
                daemon("watchdog-act", () -> replace(part, busy));
            }
        }
    }

    private void replace(Part part, long busyNanos) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(busyNanos);
        try {
            if (part.replace().getAsBoolean()) {
                LOG.errorf("%s hung for %d s: it was left behind, and a fresh one goes on", part.name(), seconds);
            } else if (part.busyNanos().getAsLong() > part.limit().toNanos() && givenUp.add(part.name())) {
                LOG.errorf("%s has hung for %d s and cannot be replaced (again): only a restart of the service helps",
                        part.name(), seconds);
            }
        } catch (RuntimeException failed) {
            LOG.errorf(failed, "%s hung for %d s and could not be replaced", part.name(), seconds);
        } finally {
            inHand.remove(part.name());
        }
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
