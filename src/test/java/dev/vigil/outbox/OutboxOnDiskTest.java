package dev.vigil.outbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.time.ManualTime;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on the disk: after a restart, after damage, without a disk. */
class OutboxOnDiskTest {

    private static final OutboxBounds WIDE = OutboxBounds.ofMegabytes(1000, 0);
    private static final Courier AWAY = report -> new Delivery.Later("away", Optional.empty());

    @TempDir
    private Path folder;

    private final List<Report> delivered = new CopyOnWriteArrayList<>();
    private final Courier takes = report -> {
        delivered.add(report);
        return new Delivery.Delivered();
    };

    @Test
    void whatWasNotDeliveredIsDeliveredAfterARestartUnchangedAndInOrder() {
        Report alert = report(1, ReportKind.ALERT);
        Report crime = report(1, ReportKind.CRIME);
        try (Outbox before = open(AWAY)) {
            before.add(alert);
            before.add(crime);
        }
        try (Outbox after = open(takes)) {
            await().until(() -> after.pending() == 0);
        }
        assertEquals(List.of(alert, crime), delivered);
        try (Outbox later = open(takes)) {
            assertEquals(0, later.pending());
        }
        assertEquals(2, delivered.size());
    }

    @Test
    void aReportIsOnTheDiskBeforeItsDeliveryIsTried() {
        Path file = folder.resolve("outbox.db");
        List<Integer> onDiskAtDelivery = new CopyOnWriteArrayList<>();
        try (Outbox outbox = open(report -> {
            try (Archive archive = new Archive(file, WIDE)) {
                onDiskAtDelivery.add(archive.waiting().size());
            }
            return new Delivery.Delivered();
        })) {
            outbox.add(report(1, ReportKind.CRIME));
            await().until(() -> outbox.pending() == 0);
        }
        assertEquals(List.of(1), onDiskAtDelivery);
    }

    @Test
    void whatWasRefusedStaysRefusedWithItsReasonAfterARestart() {
        Report refused = report(7, ReportKind.CRIME);
        try (Outbox before = open(report -> new Delivery.Refused("camera_id: unknown"))) {
            before.add(refused);
            await().until(() -> before.pending() == 0);
        }
        try (Outbox after = open(takes)) {
            assertEquals(List.of(new RefusedReport(refused, "camera_id: unknown",
                    Instant.parse("2026-02-27T14:28:00Z"))), after.refused());
            assertEquals(0, after.pending());
        }
        assertEquals(List.of(), delivered);
    }

    @Test
    void aCameraWhoseLastReportWasNoStopIsKnownAfterARestart() {
        try (Outbox before = open(takes)) {
            before.add(report(1, ReportKind.ALERT));
            before.add(report(2, ReportKind.ALERT));
            before.add(report(2, ReportKind.CRIME));
            before.add(report(2, ReportKind.STOP));
            before.add(report(3, ReportKind.CRIME));
            await().until(() -> before.pending() == 0);
        }
        try (Outbox after = open(takes)) {
            assertEquals(List.of(1L, 3L), after.camerasLeftOpen());
        }
    }

    @Test
    void aDamagedFileIsKeptAsideAndReportsGoToANewOne() throws IOException {
        Files.writeString(folder.resolve("outbox.db"), "this is no database, it only looks like a file".repeat(100));
        Report report = report(1, ReportKind.CRIME);
        try (Outbox outbox = open(AWAY)) {
            assertEquals(Optional.empty(), outbox.problem());
            outbox.add(report);
        }
        assertTrue(Files.readString(folder.resolve("outbox.db.damaged")).startsWith("this is no database"));
        try (Outbox after = open(takes)) {
            await().until(() -> delivered.equals(List.of(report)));
            assertEquals(Optional.empty(), after.problem());
        }
    }

    @Test
    void aDatabaseWithOverwrittenPagesIsKeptAsideAndASecondOneBesideIt() throws IOException {
        Path file = folder.resolve("outbox.db");
        for (String aside : List.of("outbox.db.damaged", "outbox.db.damaged-2")) {
            try (Outbox before = open(AWAY)) {
                for (int i = 0; i < 500; i++) {
                    before.add(report(i, ReportKind.CRIME));
                }
                await().until(() -> onDisk(file) == 500);
            }
            overwritePagesOf(file);
            byte[] damaged = Files.readAllBytes(file);

            Report fresh = report(1, ReportKind.CRIME);
            try (Outbox outbox = open(takes)) {
                outbox.add(fresh);
                await().until(() -> delivered.contains(fresh));
                assertEquals(Optional.empty(), outbox.problem());
            }
            assertArrayEquals(damaged, Files.readAllBytes(folder.resolve(aside)));
            Files.delete(file);
        }
    }

    @Test
    void ofADamagedFileAllReportsButThoseOnTheDamagedPageAreDeliveredInOrderAndIncidentsCutShortAreKnown()
            throws IOException {
        Path file = folder.resolve("outbox.db");
        List<Report> reports = new ArrayList<>();
        try (Outbox before = open(AWAY)) {
            for (int i = 0; i < 500; i++) {
                reports.add(report(i, ReportKind.CRIME));
                before.add(reports.get(i));
            }
            await().until(() -> onDisk(file) == 500);
        }
        overwritePageWith("{\"camera_id\":250}", file);

        try (Outbox after = open(takes)) {
            assertTrue(after.camerasLeftOpen().containsAll(List.of(0L, 499L)), after.camerasLeftOpen()::toString);
            await().until(() -> after.pending() == 0);
        }
        assertTrue(Files.exists(folder.resolve("outbox.db.damaged")));
        assertFalse(delivered.contains(reports.get(250)), "it was not damaged");
        assertTrue(delivered.size() > 400, "only " + delivered.size() + " of 500 were saved");
        assertEquals(reports.stream().filter(delivered::contains).toList(), delivered);
    }

    private static void overwritePageWith(String text, Path file) throws IOException {
        int page = Files.readString(file, ISO_8859_1).indexOf(text) / 4096;
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] noise = new byte[4096];
            new Random(1).nextBytes(noise);
            bytes.seek(4096L * page);
            bytes.write(noise);
        }
    }

    @Test
    void aFileThatIsDamagedWhileItIsOpenIsReplacedByANewOneWithAllThatWaits() throws IOException {
        Path file = folder.resolve("outbox.db");
        List<Report> reports = new ArrayList<>();
        try (Outbox outbox = open(AWAY)) {
            for (int i = 0; i < 500; i++) {
                reports.add(report(7, ReportKind.CRIME));
                outbox.add(reports.get(i));
            }
            await().until(() -> onDisk(file) == 500);
            checkpoint(file);
            overwritePagesOf(file);
            for (int i = 0; i < 500; i++) {
                reports.add(report(7, ReportKind.CRIME));
                outbox.add(reports.get(500 + i));
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(folder.resolve("outbox.db.damaged"))
                    && outbox.problem().isEmpty() && onDisk(file) == 1000);
        }
        try (Outbox after = open(takes)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> after.pending() == 0);
        }
        assertTrue(reports.equals(delivered), "lost, doubled or out of order: " + delivered.size());
    }

    private static void checkpoint(Path file) {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch (SQLException busy) {
            throw new IllegalStateException(busy);
        }
    }

    /** As a bad disk does: every page but the first is noise. */
    private static void overwritePagesOf(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] noise = new byte[(int) bytes.length() - 4096];
            new Random(1).nextBytes(noise);
            bytes.seek(4096);
            bytes.write(noise);
        }
    }

    private static int onDisk(Path file) {
        try (Archive archive = new Archive(file, WIDE)) {
            return archive.waiting().size();
        }
    }

    @Test
    void aFileThatCannotBeOpenedIsLeftWhereItIsAndItsReportsAreDeliveredFirstOnceItCan() throws Exception {
        Path file = folder.resolve("outbox.db");
        Report old = report(1, ReportKind.ALERT);
        try (Outbox before = open(AWAY)) {
            before.add(old);
        }
        Path elsewhere = folder.resolve("elsewhere.db");
        Files.move(file, elsewhere);
        Files.createDirectory(file);
        AtomicBoolean away = new AtomicBoolean(true);
        try (Outbox outbox = new Outbox(file, WIDE, report -> (away.get() ? AWAY : takes).deliver(report),
                new Silent(), List.of(Duration.ofMillis(20)), new ManualTime())) {
            Report young = report(1, ReportKind.STOP);
            outbox.add(young);
            assertTrue(outbox.problem().orElseThrow().contains("cannot be opened"), outbox.problem()::toString);
            Files.delete(file);
            Files.move(elsewhere, file);
            await().atMost(Duration.ofSeconds(20)).until(() -> outbox.problem().isEmpty() && outbox.pending() == 2);
            assertEquals(2, onDisk(file));
            away.set(false);
            await().until(() -> outbox.pending() == 0);
            assertEquals(List.of(old, young), delivered);
        }
        assertFalse(Files.exists(folder.resolve("outbox.db.damaged")), "it was whole");
    }

    @Test
    void aFileThatTurnsOutToBeDamagedOnceItCanBeOpenedCostsNothingOfWhatWasDecidedMeanwhile() throws Exception {
        Path file = folder.resolve("outbox.db");
        Files.createDirectory(file);
        Report report = report(1, ReportKind.CRIME);
        try (Outbox outbox = open(AWAY)) {
            outbox.add(report);
            await().until(() -> outbox.pending() == 1);
            Files.delete(file);
            Files.writeString(file, "this is no database, it only looks like a file".repeat(100));
            await().atMost(Duration.ofSeconds(20)).until(() -> outbox.problem().isEmpty());
        }
        assertTrue(Files.exists(folder.resolve("outbox.db.damaged")));
        try (Outbox after = open(takes)) {
            await().until(() -> delivered.equals(List.of(report)));
            assertEquals(List.of(1L), after.camerasLeftOpen());
        }
    }

    @Test
    void aFileThatCouldNotBeOpenedIsOpenedLaterThoughReportsComeAllTheTime() throws Exception {
        Path file = folder.resolve("outbox.db");
        Files.createDirectory(file);
        try (Outbox outbox = new Outbox(file, WIDE, takes, new Silent(), List.of(Duration.ofMillis(20)),
                TimeSource.system())) {
            assertTrue(outbox.problem().isPresent());
            Files.delete(file);
            await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200)).until(() -> {
                outbox.add(report(1, ReportKind.ALERT));
                return outbox.problem().isEmpty();
            });
        }
        assertTrue(Files.isRegularFile(file));
    }

    @Test
    void withoutADiskReportsAreDeliveredFromMemoryAndTheProblemIsTold() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("file"), "not a folder");
        Report report = report(1, ReportKind.CRIME);
        try (Outbox outbox = new Outbox(inTheWay.resolve("outbox.db"), WIDE, takes, new Silent(),
                List.of(Duration.ofMillis(5)), new ManualTime())) {
            outbox.add(report);
            await().until(() -> delivered.equals(List.of(report)));
            assertTrue(outbox.problem().orElseThrow().contains("outbox.db"), outbox.problem()::toString);
        }
    }

    private Outbox open(Courier courier) {
        return new Outbox(folder.resolve("outbox.db"), WIDE, courier, new Silent(), List.of(Duration.ofSeconds(600)),
                new ManualTime());
    }

    private static Report report(long camera, ReportKind kind) {
        return new Report(UUID.randomUUID(), camera, kind, "{\"camera_id\":" + camera + "}",
                Instant.parse("2026-02-27T14:28:00.123456Z"));
    }

    private static final class Silent implements OutboxListener {

        @Override
        public void thinned(Report report) {
            throw new AssertionError("there is room enough");
        }
    }
}
