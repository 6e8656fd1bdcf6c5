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

    private static final String COLUMNS = "key, camera_id, kind, body, decided_at";

    private final Connection connection;

    /**
     * Opens the file, making it and its folder where they are not there, and brings its tables up to date.
     *
     * @throws SQLException when it cannot be opened or is damaged
     */
    ReportStore(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(5000);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            check(source);
            Flyway.configure().dataSource(source).locations(new String[0]).javaMigrations(new V1__Reports()).load()
                    .migrate();
        } catch (IOException | UncheckedIOException | FlywayException failed) {
            throw new SQLException(failed.getMessage(), failed);
        }
        connection = source.getConnection();
        connection.setAutoCommit(false);
    }

    private static void check(SQLiteDataSource source) throws SQLException {
        try (Connection first = source.getConnection(); Statement statement = first.createStatement();
                ResultSet answer = statement.executeQuery("PRAGMA quick_check(1)")) {
            if (!answer.next() || !"ok".equals(answer.getString(1))) {
                throw new SQLException("the file is damaged: " + answer.getString(1));
            }
        }
    }

    /** Writes reports in their order; they are on the disk when this returns. */
    synchronized void add(List<Report> reports) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO report (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?)");
                PreparedStatement last = connection.prepareStatement(
                        "INSERT OR REPLACE INTO last_report (camera_id, kind) VALUES (?, ?)")) {
            for (Report report : reports) {
                insert.setString(1, report.key().toString());
                insert.setLong(2, report.cameraId());
                insert.setString(3, report.kind().name());
                insert.setString(4, report.body());
                insert.setString(5, report.decidedAt().toString());
                insert.executeUpdate();
                last.setLong(1, report.cameraId());
                last.setString(2, report.kind().name());
                last.executeUpdate();
            }
            connection.commit();
        } catch (SQLException failed) {
            rollBack(failed);
        }
    }

    /** What was not delivered yet, in the order in which it was decided. */
    synchronized List<Report> waiting() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT " + COLUMNS + " FROM report WHERE refused_at IS NULL ORDER BY id");
                ResultSet rows = select.executeQuery()) {
            List<Report> reports = new ArrayList<>();
            while (rows.next()) {
                reports.add(report(rows));
            }
            connection.commit();
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
                reports.add(new RefusedReport(report(rows), rows.getString(6), Instant.parse(rows.getString(7))));
            }
            connection.commit();
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
                connection.commit();
                return cameras;
            }
        }
    }

    /** Forgets a report that was delivered. */
    synchronized void delivered(Report report) throws SQLException {
        update("DELETE FROM report WHERE key = ?", report.key().toString());
    }

    synchronized void refused(Report report, String reason, Instant at) throws SQLException {
        update("UPDATE report SET reason = ?, refused_at = ? WHERE key = ?", reason, at.toString(),
                report.key().toString());
    }

    private void update(String sql, String... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setString(i + 1, values[i]);
            }
            update.executeUpdate();
            connection.commit();
        } catch (SQLException failed) {
            rollBack(failed);
        }
    }

    private void rollBack(SQLException failed) throws SQLException {
        try {
            connection.rollback();
        } catch (SQLException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
        throw failed;
    }

    private static Report report(ResultSet row) throws SQLException {
        return new Report(UUID.fromString(row.getString(1)), row.getLong(2), ReportKind.valueOf(row.getString(3)),
                row.getString(4), Instant.parse(row.getString(5)));
    }

    @Override
    public synchronized void close() throws SQLException {
        connection.close();
    }
}
