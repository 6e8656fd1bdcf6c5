package dev.vigil.outbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Where reports wait in memory, first for the disk and then for their delivery; one thread writes, one delivers. Nobody
 * who holds its lock waits for a disk or a network.
 */
final class ReportQueue {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Report> unsaved = new ArrayDeque<>();
    private final WaitingReports waiting = new WaitingReports();
    private boolean open = true;
    private boolean hurry;
    private int saving;
    /** The one whose delivery is tried. */
    private Report underWay;

    void add(Report report) {
        change(() -> unsaved.add(report));
    }

    private void change(Runnable step) {
        lock.lock();
        try {
            step.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Reports not yet delivered. */
    int pending() {
        lock.lock();
        try {
            return unsaved.size() + saving + waiting.size();
        } finally {
            lock.unlock();
        }
    }

    boolean isOpen() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for reports to write. Empty once closed and all are written, or after {@code patience} if {@code impatient}.
     */
    List<Report> toSave(BooleanSupplier impatient, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (open && unsaved.isEmpty() && left > 0) {
                if (impatient.getAsBoolean()) {
                    left = changed.awaitNanos(left);
                } else {
                    changed.await();
                }
            }
            List<Report> batch = new ArrayList<>(unsaved);
            unsaved.clear();
            saving = batch.size();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** They were written, as far as the disk let them, and may be delivered. */
    void saved(List<Report> batch) {
        change(() -> {
            saving = 0;
            batch.forEach(waiting::add);
        });
    }

    /** Older reports, which go before all others. */
    void found(List<Report> older) {
        change(() -> waiting.addBefore(older));
    }

    /** Waits for the most urgent report; null once closed. It stays in its place until it is settled. */
    Report next() throws InterruptedException {
        lock.lock();
        try {
            while (open && waiting.size() == 0) {
                changed.await();
            }
            underWay = open ? waiting.first() : null;
            return underWay;
        } finally {
            lock.unlock();
        }
    }

    void settled(Report report) {
        change(() -> {
            waiting.remove(report);
            underWay = null;
        });
    }

    /** Takes out alerts of incidents that have stopped since, the oldest first; not the one that is under way. */
    List<Report> takeStale(int most) {
        List<Report> stale = new ArrayList<>();
        change(() -> {
            waiting.stale(most).stream().filter(report -> report != underWay).forEach(stale::add);
            stale.forEach(waiting::remove);
        });
        return stale;
    }

    /** Waits; not to the end when it is closed or told to hurry. */
    void pause(Duration wait) throws InterruptedException {
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

    /** Ends the present pause and waits at most {@code patience} until nothing is left; whether that is so. */
    boolean flush(Duration patience) throws InterruptedException {
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

    void close() {
        change(() -> open = false);
    }
}
