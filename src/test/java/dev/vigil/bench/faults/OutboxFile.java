package dev.vigil.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What an outbox's file holds after a kill, read from a copy.
 *
 * @param ever    reports that were ever durable, delivered ones among them: the number of the last one
 * @param waiting those not yet delivered, in the order in which they were decided
 * @param refused those that the back end refused for good
 */
record OutboxFile(long ever, List<Waiting> waiting, int refused) {

    /** A durable report that was not delivered. */
    record Waiting(String key, long camera) {
    }

    /** Nothing where there is no file yet, or no table in it. */
    static OutboxFile of(Path file) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("vigil-outbox");
        try {
            Path copy = folder.resolve("copy.db");
            for (String part : List.of("", "-wal")) {
                Path from = file.resolveSibling(file.getFileName() + part);
                if (Files.exists(from)) {
                    Files.copy(from, copy.resolveSibling(copy.getFileName() + part));
                }
            }
            return Files.exists(copy) ? read(copy) : new OutboxFile(0, List.of(), 0);
        } finally {
            try (var left = Files.list(folder)) {
                for (Path path : left.toList()) {
                    Files.delete(path);
                }
            }
            Files.delete(folder);
        }
    }

    private static OutboxFile read(Path copy) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
                Statement statement = connection.createStatement()) {
            if (one(statement, "SELECT count(*) FROM sqlite_master WHERE name = 'report'") == 0) {
                return new OutboxFile(0, List.of(), 0);
            }
            long ever = one(statement, "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'report'");
            int refused = (int) one(statement, "SELECT count(*) FROM report WHERE refused_at IS NOT NULL");
            List<Waiting> waiting = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(
                    "SELECT key, camera_id FROM report WHERE refused_at IS NULL ORDER BY id")) {
                while (rows.next()) {
                    waiting.add(new Waiting(rows.getString(1), rows.getLong(2)));
                }
            }
            return new OutboxFile(ever, waiting, refused);
        }
    }

    private static long one(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
