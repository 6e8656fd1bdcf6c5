package dev.vigil.outbox;

import dev.vigil.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Keeps reports on disk and delivers them: in order for each camera; across cameras the oldest of the most urgent kind
 * first. A report is durable before its delivery is tried, and {@link #add} waits for neither: one thread writes, one
 * delivers. A delivery that fails holds everything up, since it is the back end that is away, and is tried again after
 * growing waits for as long as it takes, across restarts. A report may be delivered twice (the answer was lost), then
 * with the same key.
 */
public final class Outbox implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Outbox.class);

    private final Archive archive;
    private final Courier courier;
    private final OutboxListener listener;
    private final List<Duration> waits;
    private final TimeSource time;
    private final List<Long> leftOpen;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Report> unsaved = new ArrayDeque<>();
    private final WaitingReports waiting = new WaitingReports();
    private boolean open = true;
    private boolean hurry;
    private int saving;

    private final Thread writer = daemon("outbox-writer", this::write);
    private final Thread deliverer = daemon("outbox", this::deliver);

    /**
     * Opens the outbox; what was not delivered before waits again.
     *
     * @param file  the database; made where it is not there
     * @param waits before the second, third, ... try; the last one repeats
     */
    public Outbox(Path file, Courier courier, OutboxListener listener, List<Duration> waits, TimeSource time) {
        this.courier = courier;
        this.listener = listener;
        this.waits = List.copyOf(waits);
        this.time = time;
        archive = new Archive(file);
        leftOpen = archive.camerasLeftOpen();
        List<Report> before = archive.waiting();
        before.forEach(waiting::add);
        if (!before.isEmpty()) {
            LOG.infof("%d reports decided before the start wait for delivery", before.size());
        }
        writer.start();
        deliverer.start();
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Cameras whose last report before this start was not a stop: their incidents were cut short. */
    public List<Long> camerasLeftOpen() {
        return leftOpen;
    }

    public void add(Report report) {
        lock.lock();
        try {
            unsaved.add(report);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Reports not yet delivered. */
    public int pending() {
        lock.lock();
        try {
            return unsaved.size() + saving + waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Reports that the back end refused for good. */
    public List<RefusedReport> refused() {
        return archive.refused();
    }

    /** Why reports would not survive a crash at present; empty while they would. */
    public Optional<String> problem() {
        return Optional.ofNullable(archive.problem());
    }

    private void write() {
        try {
            for (List<Report> batch = toSave(); !batch.isEmpty(); batch = toSave()) {
                // On a disk that fails they are delivered all the same.
                archive.add(batch);
                saved(batch);
            }
        } catch (InterruptedException interrupted) {
            LOG.debug("the outbox's writer was interrupted");
        }
    }

    /** Waits for reports to write; empty once closed and all written. */
    private List<Report> toSave() throws InterruptedException {
        lock.lock();
        try {
            while (open && unsaved.isEmpty()) {
                changed.await();
            }
            List<Report> batch = new ArrayList<>(unsaved);
            unsaved.clear();
            saving = batch.size();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void saved(List<Report> batch) {
        lock.lock();
        try {
            saving = 0;
            batch.forEach(waiting::add);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void deliver() {
        int failures = 0;
        try {
            for (Report report = next(); report != null; report = next()) {
                Delivery delivery = attempt(report);
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

    private Delivery attempt(Report report) {
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
            while (open && waiting.size() == 0) {
                changed.await();
            }
            return open ? waiting.first() : null;
        } finally {
            lock.unlock();
        }
    }

    private void settle(Report report, Delivery delivery) {
        if (delivery instanceof Delivery.Refused no) {
            archive.refused(report, no.reason(), time.now());
            listener.refused(report, no.reason());
        } else {
            archive.delivered(report);
            listener.delivered(report);
        }
        lock.lock();
        try {
            waiting.remove(report);
            changed.signalAll();
        } finally {
            lock.unlock();
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
            while (pending() > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return pending() == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Writes what is not written yet and ends; what is not delivered is delivered after the next start. */
    @Override
    public void close() {
        lock.lock();
        try {
            open = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        deliverer.interrupt();
        try {
            writer.join(TimeUnit.SECONDS.toMillis(5));
            deliverer.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        archive.close();
    }
}
