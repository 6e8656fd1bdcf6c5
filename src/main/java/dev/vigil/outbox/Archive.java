package dev.vigil.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The {@link ReportStore} as the outbox sees it: a disk that fails is told in the log and shown in readiness, and
 * costs durability, never a delivery. A damaged file is kept aside and a new one begun.
 */
final class Archive implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Archive.class);

    private final Path file;
    private ReportStore store;
    private volatile String problem;

    Archive(Path file) {
        this.file = file;
        try {
            store = new ReportStore(file);
        } catch (SQLException damaged) {
            failed("cannot be opened", damaged);
            startAnew();
        }
    }

    private void startAnew() {
        if (!Files.exists(file)) {
            return;
        }
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        try {
            for (String part : List.of("", "-wal", "-shm")) {
                Path from = file.resolveSibling(file.getFileName() + part);
                if (Files.exists(from)) {
                    Files.move(from, file.resolveSibling(aside.getFileName() + part),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
            store = new ReportStore(file);
            problem = null;
            LOG.errorf("reports go to a new file; the one that cannot be read is kept aside as %s", aside);
        } catch (IOException | SQLException hopeless) {
            LOG.errorf("no new file can be begun either: %s", hopeless.getMessage());
        }
    }

    /** Why reports do not survive a crash at present; null while they do. */
    String problem() {
        return problem;
    }

    List<Report> waiting() {
        return ask(ReportStore::waiting);
    }

    List<RefusedReport> refused() {
        return ask(ReportStore::refused);
    }

    List<Long> camerasLeftOpen() {
        return ask(ReportStore::camerasLeftOpen);
    }

    /** True when they are on the disk. */
    boolean add(List<Report> reports) {
        return tell(opened -> opened.add(reports));
    }

    void delivered(Report report) {
        tell(opened -> opened.delivered(report));
    }

    void refused(Report report, String reason, Instant at) {
        tell(opened -> opened.refused(report, reason, at));
    }

    private interface Question<T> {
        List<T> of(ReportStore store) throws SQLException;
    }

    private interface Order {
        void to(ReportStore store) throws SQLException;
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

    private boolean tell(Order order) {
        if (store == null) {
            return false;
        }
        try {
            order.to(store);
            if (problem != null) {
                LOG.infof("reports are kept in %s again", file);
                problem = null;
            }
            return true;
        } catch (SQLException unwritable) {
            failed("cannot be written", unwritable);
            return false;
        }
    }

    private void failed(String what, SQLException failure) {
        String now = file + " " + what + ": " + failure.getMessage();
        if (!now.equals(problem)) {
            problem = now;
            LOG.errorf("%s; reports are delivered from memory and would be lost in a crash: look at the disk", now);
        }
    }

    @Override
    public void close() {
        if (store != null) {
            try {
                store.close();
            } catch (SQLException failed) {
                LOG.warnf("%s cannot be closed: %s", file, failed.getMessage());
            }
        }
    }
}
