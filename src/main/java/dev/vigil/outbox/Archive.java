package dev.vigil.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.sqlite.SQLiteErrorCode;

/**
 * The {@link ReportStore} as the outbox sees it: a disk that fails is told in the log and shown in readiness, and
 * costs durability, never a delivery. What could not be written is kept in memory and written as soon as the disk takes
 * it. A damaged file is kept aside and a new one begun with all that waits; what is not known yet is read from the
 * damaged one as far as that goes.
 */
final class Archive implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Archive.class);

    private final Path file;
    private final OutboxBounds bounds;
    private final Map<UUID, Report> undelivered = new LinkedHashMap<>();
    private final Changes owed = new Changes();
    /** Null while it cannot be opened. */
    private ReportStore store;
    /** The disk took no more. */
    private boolean full;
    private volatile String problem;
    /** The disk does not know all that it should. */
    private volatile boolean behind;
    private volatile int refusals;

    Archive(Path file, OutboxBounds bounds) {
        this.file = file;
        this.bounds = bounds;
        open();
    }

    private void open() {
        try {
            store = new ReportStore(file);
            store.waiting().forEach(report -> undelivered.put(report.key(), report));
            refusals = store.refused().size();
            makeRoom();
        } catch (DamagedFileException damaged) {
            failed("cannot be read", damaged);
            startAnew();
            write();
        } catch (SQLException closed) {
            close();
            failed("cannot be opened", closed);
        }
        behind = store == null;
    }

    private void startAnew() {
        close();
        try {
            Path aside = DamagedFile.keepAside(file);
            store = new ReportStore(file);
            makeRoom();
            LOG.errorf("reports go to a new file; the damaged one is kept aside as %s", aside);
            if (undelivered.isEmpty()) {
                Salvage.of(aside).forEach(report -> undelivered.put(report.key(), report));
                LOG.warnf("%d undelivered reports could be read from the damaged file", undelivered.size());
            }
            owed.decidedAnew(undelivered.values());
            problem = null;
        } catch (IOException | SQLException hopeless) {
            LOG.errorf("no new file can be begun either: %s", hopeless.getMessage());
        }
    }

    /** Where there is none, reports are written one by one for as long as the disk takes them. */
    private void makeRoom() {
        try {
            store.makeRoom();
        } catch (SQLException noRoom) {
            LOG.debugf("no room can be set aside in %s: %s", file, noRoom.getMessage());
        }
    }

    /** Why reports do not survive a crash at present; null while they do. */
    String problem() {
        return problem;
    }

    /** What is decided and not delivered, in its order. */
    synchronized List<Report> waiting() {
        return List.copyOf(undelivered.values());
    }

    synchronized List<RefusedReport> refused() {
        return ask(ReportStore::refused);
    }

    int refusals() {
        return refusals;
    }

    synchronized List<Long> camerasLeftOpen() {
        return ask(ReportStore::camerasLeftOpen);
    }

    /** They are on the disk when this returns, unless there is a {@link #problem()}. */
    synchronized void add(Collection<Report> reports) {
        for (Report report : reports) {
            undelivered.put(report.key(), report);
            owed.decided(report);
        }
        write();
    }

    /** These need not be kept any more: delivered, or given up. */
    synchronized void forget(Collection<Report> reports) {
        for (Report report : reports) {
            undelivered.remove(report.key());
            owed.gone(report);
        }
        write();
    }

    synchronized void refused(Report report, String reason, Instant at) {
        undelivered.remove(report.key());
        owed.refused(new RefusedReport(report, reason, at));
        refusals++;
        write();
    }

    /** Whether the disk does not know all that it should. Waits for no disk. */
    boolean isBehind() {
        return behind;
    }

    /** Tries again what failed; the reports that were found where the file could not be opened before. */
    synchronized List<Report> tryAgain() {
        List<Report> found = List.of();
        if (store == null) {
            List<Report> known = List.copyOf(undelivered.values());
            undelivered.clear();
            open();
            known.forEach(report -> undelivered.remove(report.key()));
            found = List.copyOf(undelivered.values());
            for (Report report : known) {
                undelivered.put(report.key(), report);
                // Where a new file had to be begun, it does not know them.
                owed.decided(report);
            }
        }
        write();
        return found;
    }

    /** Whether stale alerts should make room: the file is too large, or its disk is nearly full. */
    synchronized boolean isShort() {
        if (store == null || full) {
            return full;
        }
        try {
            return store.usedBytes() > bounds.mostBytes()
                    || Files.getFileStore(file).getUsableSpace() + store.freeBytes() < bounds.leastFreeBytes();
        } catch (IOException | SQLException unreadable) {
            LOG.debugf("the room on the disk cannot be found out: %s", unreadable.getMessage());
            return false;
        }
    }

    private void write() {
        behind = true;
        if (store == null) {
            return;
        }
        try {
            if (!owed.isEmpty()) {
                store.write(owed);
                owed.clear();
            }
            behind = false;
            full = false;
            if (problem != null) {
                LOG.infof("reports are kept in %s again", file);
                problem = null;
                makeRoom();
            }
        } catch (DamagedFileException damaged) {
            failed("cannot be written", damaged);
            startAnew();
            // What is owed to the new file is written within seconds, with the next try.
        } catch (SQLException unwritable) {
            full = (unwritable.getErrorCode() & 0xFF) == SQLiteErrorCode.SQLITE_FULL.code;
            failed("cannot be written", unwritable);
        }
    }

    private interface Question<T> {
        List<T> of(ReportStore store) throws SQLException;
    }

    private <T> List<T> ask(Question<T> question) {
        if (store == null) {
            return List.of();
        }
        try {
            return question.of(store);
        } catch (SQLException unreadable) {
            failed("cannot be read", unreadable);
            return List.of();
        }
    }

    private void failed(String what, SQLException failure) {
        String now = file + " " + what + ": " + String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        if (!now.equals(problem)) {
            problem = now;
            LOG.errorf("%s; reports are delivered from memory and would be lost in a crash: look at the disk", now);
        }
    }

    @Override
    public synchronized void close() {
        if (store != null) {
            try {
                store.close();
            } catch (SQLException failed) {
                LOG.warnf("%s cannot be closed: %s", file, failed.getMessage());
            }
            store = null;
        }
    }
}
