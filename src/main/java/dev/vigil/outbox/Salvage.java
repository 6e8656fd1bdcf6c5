package dev.vigil.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads what can still be read of the undelivered reports in a damaged database: from the first up to the damage, and
 * from the last down to it. Works on a copy, since SQLite would change the file itself.
 */
final class Salvage {

    private static final List<String> PARTS = List.of("", "-wal", "-shm");
    private static final String WAITING = "SELECT id, " + ReportStore.COLUMNS
            + " FROM report WHERE refused_at IS NULL ORDER BY id ";

    private Salvage() {
    }

    /** Undelivered reports in the order in which they were decided; empty where nothing can be read. */
    static List<Report> of(Path damaged) throws IOException {
        Path copy = damaged.resolveSibling(damaged.getFileName() + ".copy");
        try {
            for (String part : PARTS.subList(0, 2)) {
                Path from = DamagedFile.with(damaged, part);
                if (Files.exists(from)) {
                    Files.copy(from, DamagedFile.with(copy, part), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Map<Long, Report> found = new TreeMap<>();
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy)) {
                read(connection, WAITING + "ASC", found);
                read(connection, WAITING + "DESC", found);
            } catch (SQLException unreadable) {
                // No database at all: there is nothing in it.
            }
            return new ArrayList<>(found.values());
        } finally {
            for (String part : PARTS) {
                Files.deleteIfExists(DamagedFile.with(copy, part));
            }
        }
    }

    private static void read(Connection connection, String query, Map<Long, Report> found) {
        try (PreparedStatement select = connection.prepareStatement(query); ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                long id = rows.getLong(1);
                if (found.containsKey(id)) {
                    return;
                }
                found.put(id, ReportStore.report(rows, 2));
            }
        } catch (SQLException | RuntimeException damage) {
            // As far as here; the other direction gives what lies behind.
        }
    }
}
