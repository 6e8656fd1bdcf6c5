package dev.vigil.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.time.ManualTime;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Too little room: which reports make way for which, and what a disk that is really full does. */
class OutboxRoomTest {

    private static final OutboxBounds WIDE = OutboxBounds.ofMegabytes(1000, 0);
    /** Into the room that is set aside. */
    private static final int MORE_THAN_FIT = 4000;
    private static final String LONG_BODY = "{\"why\":\"" + "x".repeat(1000) + "\"}";

    @TempDir
    private Path folder;

    private final AtomicBoolean away = new AtomicBoolean(true);
    private final List<Report> delivered = new CopyOnWriteArrayList<>();
    private final List<Report> thinned = new CopyOnWriteArrayList<>();

    @Test
    void inAFileThatIsTooLargeStaleAlertsMakeRoomTheOldestFirstCrimesStopsAndOpenIncidentsStay() {
        OutboxBounds bounds = new OutboxBounds(700 << 10, 0);
        List<Report> mustStay = new ArrayList<>();
        List<Report> stale = new ArrayList<>();
        try (Outbox outbox = open(folder, bounds)) {
            mustStay.add(add(outbox, 99, ReportKind.ALERT));
            for (int i = 0; i < 150; i++) {
                stale.add(add(outbox, 1, ReportKind.ALERT));
                stale.add(add(outbox, 1, ReportKind.ALERT));
                mustStay.add(add(outbox, 1, ReportKind.CRIME));
                mustStay.add(add(outbox, 1, ReportKind.STOP));
            }
            mustStay.add(add(outbox, 1, ReportKind.ALERT));
            await().atMost(Duration.ofSeconds(20)).until(() -> !thinned.isEmpty() && outbox.pending()
                    == 1 + stale.size() + mustStay.size() - 1 - thinned.size());
        }
        assertEquals(stale.subList(0, thinned.size()), thinned);
        assertTrue(thinned.size() < stale.size(), "no more than needed");
        away.set(false);
        try (Outbox after = open(folder, WIDE)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> after.pending() == 0);
        }
        assertTrue(delivered.containsAll(mustStay));
        assertEquals(mustStay.size() + stale.size() - thinned.size(), delivered.size());
    }

    @Test
    void onADiskThatIsNearlyFullStaleAlertsAreGivenUpAndNothingElse() {
        OutboxBounds moreThanAnyDiskHas = new OutboxBounds(Long.MAX_VALUE, Long.MAX_VALUE);
        try (Outbox outbox = open(folder, moreThanAnyDiskHas)) {
            Report underWay = add(outbox, 9, ReportKind.CRIME);
            Report alert = add(outbox, 1, ReportKind.ALERT);
            Report crime = add(outbox, 1, ReportKind.CRIME);
            Report stop = add(outbox, 1, ReportKind.STOP);
            Report open = add(outbox, 1, ReportKind.ALERT);
            await().until(() -> thinned.equals(List.of(alert)));
            away.set(false);
            await().until(() -> outbox.pending() == 0);
            assertEquals(List.of(underWay, crime, stop, open), delivered);
            assertEquals(Optional.empty(), outbox.problem());
        }
    }

    @Test
    void aThousandReportsFitIntoWhatTheFilesTakeOnTheDiskFromTheStart() throws Exception {
        Path database = folder.resolve("outbox.db");
        Path ahead = folder.resolve("outbox.db-wal");
        try (Outbox outbox = open(folder, WIDE)) {
            long before = Files.size(database) + Files.size(ahead);
            assertTrue(before >= 4 << 20, "no room was set aside: " + before);
            // Of 1 KB each; 1,450 would fit. What lies in the write-ahead file would show late that the other must grow.
            for (int round = 1; round <= 12; round++) {
                for (int i = 0; i < 100; i++) {
                    add(outbox, 1, ReportKind.CRIME);
                }
                int all = 100 * round;
                await().atMost(Duration.ofSeconds(20)).until(() -> rows(database) == all);
            }
            assertEquals(before, Files.size(database) + Files.size(ahead));
            assertTrue(count(database, "PRAGMA freelist_count") > 0, "the file must grow with its next checkpoint");
        }
        try (Outbox after = open(folder, WIDE)) {
            assertEquals(1200, after.pending());
        }
    }

    /** As above on a file system of 16 MiB that something else fills; needs the right to mount one. */
    @Test
    void onADiskThatSomethingElseFillsReportsAreDurableForAWhileAndMakeWayForOthersForEver() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(ran("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", small.toString()), "may not mount");
        try (Outbox outbox = open(small, WIDE)) {
            away.set(false);
            fill(small);
            for (int i = 0; i < 5000; i++) {
                Report crime = add(outbox, 1, ReportKind.CRIME);
                if (i % 100 == 0) {
                    await().atMost(Duration.ofSeconds(20)).until(() -> delivered.contains(crime));
                    assertEquals(Optional.empty(), outbox.problem());
                }
            }
            away.set(true);
            for (int i = 0; i < 700; i++) {
                add(outbox, 1, ReportKind.CRIME);
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> rows(small.resolve("outbox.db")) >= 700);
            assertEquals(Optional.empty(), outbox.problem());
        } finally {
            ran("umount", small.toString());
        }
    }

    /** A file system of 16 MiB that is really full; needs the right to mount one. */
    @Test
    void onAFullDiskReportsAreDeliveredFromMemoryAndWrittenOnceThereIsRoom() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(ran("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", small.toString()), "may not mount");
        try (Outbox outbox = open(small, WIDE)) {
            Report before = add(outbox, 1, ReportKind.ALERT);
            List<Report> stale = List.of(add(outbox, 3, ReportKind.ALERT), add(outbox, 3, ReportKind.ALERT));
            Report stop = add(outbox, 3, ReportKind.STOP);
            await().until(() -> onDisk(small) == 4);
            Path filler = fill(small);

            List<Report> crimes = new ArrayList<>();
            for (int i = 0; i < MORE_THAN_FIT; i++) {
                crimes.add(add(outbox, 2, ReportKind.CRIME));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> outbox.problem().isPresent());
            String problem = outbox.problem().orElseThrow();
            assertTrue(problem.contains("full") && !problem.contains("\n"), problem);
            await().until(() -> thinned.equals(stale));
            assertTrue(onDisk(small) < MORE_THAN_FIT);
            assertFalse(Files.exists(small.resolve("outbox.db.damaged")), "a full disk is no damage");

            Files.delete(filler);
            await().atMost(Duration.ofSeconds(30)).until(() -> outbox.problem().isEmpty() && onDisk(small) == MORE_THAN_FIT + 2);
            fill(small);
            away.set(false);
            await().atMost(Duration.ofSeconds(30)).until(() -> outbox.pending() == 0);
            assertEquals(MORE_THAN_FIT + 2, delivered.size());
            assertEquals(crimes, delivered.stream().filter(report -> report.kind() == ReportKind.CRIME).toList());
            assertTrue(delivered.containsAll(List.of(before, stop)));
            assertEquals(stale, thinned);
        } finally {
            ran("umount", small.toString());
        }
    }

    private Outbox open(Path where, OutboxBounds bounds) {
        return new Outbox(where.resolve("outbox.db"), bounds, report -> {
            if (away.get()) {
                return new Delivery.Later("away", Optional.empty());
            }
            delivered.add(report);
            return new Delivery.Delivered();
        }, new OutboxListener() {
            @Override
            public void thinned(Report report) {
                thinned.add(report);
            }
        }, List.of(Duration.ofMillis(50)), new ManualTime());
    }

    private static Report add(Outbox outbox, long camera, ReportKind kind) {
        Report report = new Report(UUID.randomUUID(), camera, kind, LONG_BODY, Instant.parse("2026-02-27T14:28:00Z"));
        outbox.add(report);
        return report;
    }

    private static int onDisk(Path where) {
        try (Archive archive = new Archive(where.resolve("outbox.db"), WIDE)) {
            return archive.waiting().size();
        }
    }

    /** Looks without taking room as an outbox that is opened does. */
    private static int rows(Path database) throws SQLException {
        return count(database, "SELECT count(*) FROM report");
    }

    private static int count(Path database, String question) throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = other.createStatement();
                ResultSet count = statement.executeQuery(question)) {
            return count.getInt(1);
        }
    }

    private static Path fill(Path where) {
        Path filler = where.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    private static boolean ran(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }
}
