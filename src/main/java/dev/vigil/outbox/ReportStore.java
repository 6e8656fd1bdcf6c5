package dev.vigil.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Reports on disk: one SQLite file in write-ahead mode that forces every commit to the disk, so that what was written
 * is there after a kill or a power cut. Safe for use by many threads, which take turns.
 */
final class ReportStore implements AutoCloseable {

    static final String COLUMNS = "key, camera_id, kind, body, decided_at";
    /** In each of the two files; some thousand reports. */
    private static final long ROOM = 2 << 20;
    /** Pages of the write-ahead file after which it is used from its start again; well within its room. */
    private static final int CHECKPOINT_PAGES = 256;

    private final Path file;
    private final Connection connection;

    /**
     * Opens the file, making it and its folder where they are not there, and brings its tables up to date.
     *
     * @throws DamagedFileException when it is no database of ours any more
     * @throws SQLException         when it cannot be opened
     */
    ReportStore(Path file) throws SQLException {
        this.file = file;
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(5000);
        config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            check(source);
            Flyway.configure().dataSource(source).locations(new String[0]).javaMigrations(new V1__Reports()).load()
                    .migrate();
            connection = source.getConnection();
        } catch (SQLException failed) {
            throw DamagedFileException.of(failed);
        } catch (IOException | UncheckedIOException failed) {
            throw new SQLException(failed.getMessage(), failed);
        } catch (FlywayException failed) {
            throw meaning(failed);
        }
    }

    /** Flyway wraps what the database says; where that says nothing, the tables are not ours. */
    private static SQLException meaning(FlywayException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException told) {
                return DamagedFileException.of(told);
            }
        }
        return new DamagedFileException(failed.getMessage(), failed);
    }

    private static void check(SQLiteDataSource source) throws SQLException {
        try (Connection first = source.getConnection(); Statement statement = first.createStatement();
                ResultSet answer = statement.executeQuery("PRAGMA quick_check(1)")) {
            if (!answer.next() || !"ok".equals(answer.getString(1))) {
                throw new DamagedFileException("the file is damaged: " + answer.getString(1), null);
            }
        }
    }

    /**
     * Sees to it that the files have room for reports to come, so that a disk which others fill up later still takes
     * them for a while, and lets some be deleted in favour of others in any case.
     */
    synchronized void makeRoom() throws SQLException {
        if (freeBytes() >= ROOM / 2 && writeAheadBytes() >= ROOM) {
            return;
        }
        try {
            run("BEGIN IMMEDIATE");
            run("CREATE TABLE IF NOT EXISTS room (filling BLOB)");
            run("INSERT INTO room VALUES (zeroblob(" + ROOM + "))");
            run("COMMIT");
            // What is dropped within its transaction would never be written.
            run("DROP TABLE room");
        } catch (SQLException full) {
            throw rolledBack(full);
        }
    }

    private long writeAheadBytes() {
        return file.resolveSibling(file.getFileName() + "-wal").toFile().length();
    }

    /** Writes all of it or nothing, reports in their order; it is on the disk when this returns. */
    synchronized void write(Changes changes) throws SQLException {
        // Not the driver's own transactions: where the disk is full, SQLite ends one by itself, and the driver, which
        // does not notice, could begin no other.
        run("BEGIN IMMEDIATE");
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT OR IGNORE INTO report (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?)");
                PreparedStatement last = connection.prepareStatement(
                        "INSERT OR REPLACE INTO last_report (camera_id, kind) VALUES (?, ?)");
                PreparedStatement delete = connection.prepareStatement("DELETE FROM report WHERE key = ?");
                PreparedStatement refuse = connection.prepareStatement(
                        "UPDATE report SET reason = ?, refused_at = ? WHERE key = ?")) {
            // First, because it makes room.
            for (UUID key : changes.gone()) {
                execute(delete, key);
            }
            for (Report report : changes.decided()) {
                insert(insert, report);
            }
            for (Map.Entry<Long, ReportKind> latest : changes.last().entrySet()) {
                execute(last, latest.getKey(), latest.getValue());
            }
            for (RefusedReport refused : changes.refused()) {
                // A new file in place of a damaged one does not know it yet.
                insert(insert, refused.report());
                execute(refuse, refused.reason(), refused.at(), refused.report().key());
            }
            run("COMMIT");
        } catch (SQLException failed) {
            throw rolledBack(failed);
        }
    }

    private void run(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static void insert(PreparedStatement insert, Report report) throws SQLException {
        execute(insert, report.key(), report.cameraId(), report.kind(), report.body(), report.decidedAt());
    }

    private static void execute(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Long number) {
                statement.setLong(i + 1, number);
            } else {
                statement.setString(i + 1, values[i].toString());
            }
        }
        statement.executeUpdate();
    }

    /** What was not delivered yet, in the order in which it was decided. */
    synchronized List<Report> waiting() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT " + COLUMNS + " FROM report WHERE refused_at IS NULL ORDER BY id");
                ResultSet rows = select.executeQuery()) {
            List<Report> reports = new ArrayList<>();
            while (rows.next()) {
                reports.add(report(rows, 1));
            }
            return reports;
        }
    }

    /** What the back end refused for good, the oldest first. */
    synchronized List<RefusedReport> refused() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT " + COLUMNS + ", reason, refused_at FROM report WHERE refused_at IS NOT NULL ORDER BY id");
                ResultSet rows = select.executeQuery()) {
            List<RefusedReport> reports = new ArrayList<>();
            while (rows.next()) {
                reports.add(new RefusedReport(report(rows, 1), rows.getString(6), Instant.parse(rows.getString(7))));
            }
            return reports;
        }
    }

    /** Cameras whose last report was not a stop. */
    synchronized List<Long> camerasLeftOpen() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT camera_id FROM last_report WHERE kind <> ? ORDER BY camera_id")) {
            select.setString(1, ReportKind.STOP.name());
            try (ResultSet rows = select.executeQuery()) {
                List<Long> cameras = new ArrayList<>();
                while (rows.next()) {
                    cameras.add(rows.getLong(1));
                }
                return cameras;
            }
        }
    }

    /** Bytes that reports take, free pages of the file not counted. */
    synchronized long usedBytes() throws SQLException {
        return (pragma("page_count") - pragma("freelist_count")) * pragma("page_size");
    }

    /** Bytes of the file that can be used again. */
    synchronized long freeBytes() throws SQLException {
        return pragma("freelist_count") * pragma("page_size");
    }

    private long pragma(String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("PRAGMA " + name)) {
            return answer.getLong(1);
        }
    }

    private SQLException rolledBack(SQLException failed) {
        try {
            run("ROLLBACK");
        } catch (SQLException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
        return DamagedFileException.of(failed);
    }

    /** @param first of its {@link #COLUMNS} in the row */
    static Report report(ResultSet row, int first) throws SQLException {
        return new Report(UUID.fromString(row.getString(first)), row.getLong(first + 1),
                ReportKind.valueOf(row.getString(first + 2)), row.getString(first + 3),
                Instant.parse(row.getString(first + 4)));
    }

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }
}
