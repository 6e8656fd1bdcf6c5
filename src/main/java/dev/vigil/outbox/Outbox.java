package dev.vigil.outbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Delivers reports on a thread of its own: in order for each camera; across cameras the oldest of the most urgent kind
 * first. A delivery that fails holds everything up, since it is the back end that is away, and is tried again after
 * growing waits for as long as it takes. {@link #add} never blocks on a delivery.
 */
public final class Outbox implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Outbox.class);
    private static final Comparator<Report> URGENCY =
            Comparator.comparing(Report::kind).thenComparing(Report::decidedNanos);

    private final Courier courier;
    private final OutboxListener listener;
    private final List<Duration> waits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Long, Deque<Report>> waiting = new LinkedHashMap<>();
    private final List<Report> refused = new ArrayList<>();
    private final Thread thread;
    private boolean open = true;
    private boolean hurry;

    /** @param waits before the second, third, ... try; the last one repeats */
    public Outbox(Courier courier, OutboxListener listener, List<Duration> waits) {
        this.courier = courier;
        this.listener = listener;
        this.waits = List.copyOf(waits);
        thread = new Thread(this::work, "outbox");
        thread.setDaemon(true);
        thread.start();
    }

    public void add(Report report) {
        lock.lock();
        try {
            waiting.computeIfAbsent(report.cameraId(), id -> new ArrayDeque<>()).add(report);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Reports not yet delivered. */
    public int pending() {
        lock.lock();
        try {
            return waiting.values().stream().mapToInt(Deque::size).sum();
        } finally {
            lock.unlock();
        }
    }

    /** Reports that the back end refused for good. */
    public List<Report> refused() {
        lock.lock();
        try {
            return List.copyOf(refused);
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        int failures = 0;
        try {
            for (Report report = next(); report != null; report = next()) {
                Delivery delivery = deliver(report);
                if (delivery instanceof Delivery.Later later) {
                    listener.postponed(report, later.reason());
                    pause(later.retryAfter().orElse(waits.get(Math.min(failures++, waits.size() - 1))));
                } else {
                    failures = 0;
                    settle(report, delivery);
                }
            }
        } catch (InterruptedException closed) {
            LOG.debug("outbox closed in mid-delivery");
        }
    }

    private Delivery deliver(Report report) {
        try {
            return courier.deliver(report);
        } catch (RuntimeException unexpected) {
            LOG.errorf(unexpected, "delivery of a report failed unexpectedly");
            return new Delivery.Later(String.valueOf(unexpected.getMessage()), Optional.empty());
        }
    }

    /** Waits for the most urgent report; null once closed. It stays in its place until it is settled. */
    private Report next() throws InterruptedException {
        lock.lock();
        try {
            while (open) {
                Optional<Report> first = waiting.values().stream().map(Deque::peek).min(URGENCY);
                if (first.isPresent()) {
                    return first.get();
                }
                changed.await();
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void settle(Report report, Delivery delivery) {
        lock.lock();
        try {
            Deque<Report> ofCamera = waiting.get(report.cameraId());
            ofCamera.remove();
            if (ofCamera.isEmpty()) {
                waiting.remove(report.cameraId());
            }
            if (delivery instanceof Delivery.Refused) {
                refused.add(report);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (delivery instanceof Delivery.Refused no) {
            listener.refused(report, no.reason());
        } else {
            listener.delivered(report);
        }
    }

    private void pause(Duration wait) throws InterruptedException {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (open && !hurry && left > 0) {
                left = changed.awaitNanos(left);
            }
            hurry = false;
        } finally {
            lock.unlock();
        }
    }

    /** Tries at once what waits, for at most {@code patience}; true when nothing is left. */
    public boolean flush(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            hurry = true;
            changed.signalAll();
            long left = patience.toNanos();
            while (!waiting.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            open = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
