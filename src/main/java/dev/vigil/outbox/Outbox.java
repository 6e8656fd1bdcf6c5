package dev.vigil.outbox;

import dev.vigil.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps reports on disk and delivers them: in order for each camera; across cameras the oldest of the most urgent kind
 * first. A report is durable before its delivery is tried, and {@link #add} waits for neither: one thread writes, one
 * delivers. A delivery that fails holds everything up, since it is the back end that is away, and is tried again after
 * growing waits for as long as it takes, across restarts. A report may be delivered twice (the answer was lost), then
 * with the same key. Where the disk is short, alerts of incidents that have stopped since are given up, the oldest
 * first; crimes and stops never.
 */
public final class Outbox implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Outbox.class);
    /** Between two tries to write what the disk did not take. */
    private static final Duration DISK_RETRY = Duration.ofSeconds(5);
    private static final int THINNED_AT_ONCE = 100;

    private final Archive archive;
    private final Courier courier;
    private final OutboxListener listener;
    private final List<Duration> waits;
    private final TimeSource time;
    private final List<Long> leftOpen;
    private final ReportQueue queue = new ReportQueue();
    /** Only the writer touches it. */
    private boolean toldShort;
    private long triedAgainNanos;

    private final Thread writer = daemon("outbox-writer", this::write);
    private final Thread deliverer = daemon("outbox", this::deliver);

    /**
     * Opens the outbox; what was not delivered before waits again.
     *
     * @param file  the database; made where it is not there
     * @param waits before the second, third, ... try; the last one repeats
     */
    public Outbox(Path file, OutboxBounds bounds, Courier courier, OutboxListener listener, List<Duration> waits,
            TimeSource time) {
        this.courier = courier;
        this.listener = listener;
        this.waits = List.copyOf(waits);
        this.time = time;
        triedAgainNanos = time.nanos();
        archive = new Archive(file, bounds);
        leftOpen = archive.camerasLeftOpen();
        found(archive.waiting());
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
        queue.add(report);
    }

    /** Reports not yet delivered. */
    public int pending() {
        return queue.pending();
    }

    /** Reports that the back end refused for good. */
    public List<RefusedReport> refused() {
        return archive.refused();
    }

    /** How many they are; asks no disk. */
    public int refusals() {
        return archive.refusals();
    }

    /** Why reports would not survive a crash at present; empty while they would. */
    public Optional<String> problem() {
        return Optional.ofNullable(archive.problem());
    }

    private void write() {
        try {
            boolean goOn = true;
            while (goOn) {
                List<Report> batch = queue.toSave(archive::isBehind, DISK_RETRY);
                goOn = !batch.isEmpty() || queue.isOpen();
                // With reports coming in all the time too.
                if (batch.isEmpty() || archive.isBehind() && time.nanos() - triedAgainNanos > DISK_RETRY.toNanos()) {
                    triedAgainNanos = time.nanos();
                    found(archive.tryAgain());
                }
                if (!batch.isEmpty()) {
                    // On a disk that fails they are delivered all the same.
                    archive.add(batch);
                    queue.saved(batch);
                }
                thin();
            }
        } catch (InterruptedException interrupted) {
            LOG.debug("the outbox's writer was interrupted");
        }
    }

    /** Reports of a file that was opened just now, and not before. */
    private void found(List<Report> older) {
        if (!older.isEmpty()) {
            LOG.infof("%d reports decided before the start wait for delivery", older.size());
            queue.found(older);
        }
    }

    /** Gives up stale alerts for as long as there is too little room, and there are any. */
    private void thin() {
        boolean tooLittle = archive.isShort();
        // More would be in vain where the disk does not even take note of those given up before.
        boolean inVain = toldShort && archive.isBehind();
        while (tooLittle && !inVain) {
            List<Report> stale = queue.takeStale(THINNED_AT_ONCE);
            archive.forget(stale);
            if (!stale.isEmpty()) {
                LOG.warnf("the disk is short: %d alerts of incidents that have stopped were given up undelivered",
                        stale.size());
                stale.forEach(listener::thinned);
            }
            tooLittle = archive.isShort();
            inVain = stale.isEmpty() || archive.isBehind();
        }
        if (tooLittle && !toldShort) {
            LOG.error("the disk is short and giving up stale alerts does not help: make room for crimes and stops");
        }
        toldShort = tooLittle;
    }

    private void deliver() {
        int failures = 0;
        try {
            for (Report report = queue.next(); report != null; report = queue.next()) {
                Delivery delivery = attempt(report);
                if (delivery instanceof Delivery.Later later) {
                    listener.postponed(report, later.reason());
                    queue.pause(later.retryAfter().orElse(waits.get(Math.min(failures++, waits.size() - 1))));
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

    private void settle(Report report, Delivery delivery) {
        if (delivery instanceof Delivery.Refused no) {
            archive.refused(report, no.reason(), time.now());
            listener.refused(report, no.reason());
        } else {
            archive.forget(List.of(report));
            listener.delivered(report);
        }
        queue.settled(report);
    }

    /** Tries at once what waits, for at most {@code patience}; true when nothing is left. */
    public boolean flush(Duration patience) throws InterruptedException {
        return queue.flush(patience);
    }

    /** Writes what is not written yet and ends; what is not delivered is delivered after the next start. */
    @Override
    public void close() {
        queue.close();
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
