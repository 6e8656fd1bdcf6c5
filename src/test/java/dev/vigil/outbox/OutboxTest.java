package dev.vigil.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {

    private static final OutboxBounds WIDE = OutboxBounds.ofMegabytes(1000, 0);
    private static final Delivery DELIVERED = new Delivery.Delivered();
    private static final Delivery LATER = new Delivery.Later("the back end is away", Optional.empty());

    private final List<Report> delivered = new CopyOnWriteArrayList<>();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    @TempDir
    private Path folder;
    private Outbox outbox;

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void crimesGoBeforeStopsBeforeAlertsButACamerasOwnOrderStays() throws InterruptedException {
        CountDownLatch backUp = new CountDownLatch(1);
        outbox = outbox(report -> {
            awaitQuietly(backUp);
            return DELIVERED;
        }, 1);
        Report first = add(9, ReportKind.ALERT);
        await().until(() -> outbox.pending() == 1);
        Report alert1 = add(1, ReportKind.ALERT);
        Report crime1 = add(1, ReportKind.CRIME);
        Report stop2 = add(2, ReportKind.STOP);
        Report crime3 = add(3, ReportKind.CRIME);
        await().until(() -> onDisk() == 5);
        backUp.countDown();

        assertTrue(outbox.flush(Duration.ofSeconds(5)));
        await().until(() -> delivered.size() == 5);
        assertEquals(List.of(first, crime3, stop2, alert1, crime1), delivered);
    }

    @Test
    void aDeliveryIsTriedForAsLongAsTheBackEndIsAway() {
        List<Report> tries = new CopyOnWriteArrayList<>();
        outbox = outbox(report -> {
            tries.add(report);
            return tries.size() < 12 ? LATER : DELIVERED;
        }, 1);
        Report report = add(1, ReportKind.CRIME);

        await().atMost(Duration.ofSeconds(10)).until(() -> delivered.equals(List.of(report)));
        assertEquals(12, tries.size());
        assertTrue(tries.stream().allMatch(report::equals));
    }

    @Test
    void theNextTryComesWhenTheBackEndSaidItShould() {
        List<Long> tries = new CopyOnWriteArrayList<>();
        outbox = outbox(report -> {
            tries.add(System.nanoTime());
            return tries.size() == 1 ? new Delivery.Later("too many", Optional.of(Duration.ofMillis(1500)))
                    : tries.size() == 2 ? LATER : DELIVERED;
        }, 1);
        Report report = add(1, ReportKind.CRIME);

        await().atMost(Duration.ofSeconds(20)).until(() -> delivered.equals(List.of(report)));
        assertTrue(tries.get(1) - tries.get(0) >= Duration.ofMillis(1500).toNanos(), "sooner than it was told");
        // Without being told it does not take that long.
        assertTrue(tries.get(2) - tries.get(1) < Duration.ofMillis(1500).toNanos(), "told once, waited twice");
    }

    @Test
    void anUnexpectedFailureOfTheCourierLosesNothing() {
        List<Report> tries = new CopyOnWriteArrayList<>();
        outbox = outbox(report -> {
            tries.add(report);
            if (tries.size() == 1) {
                throw new IllegalStateException("unexpected");
            }
            return DELIVERED;
        }, 1);
        Report report = add(1, ReportKind.STOP);

        await().atMost(Duration.ofSeconds(10)).until(() -> delivered.equals(List.of(report)));
    }

    @Test
    void whatIsRefusedForGoodIsSetAsideWithItsReasonAndHoldsNothingUp() {
        outbox = outbox(report -> report.kind() == ReportKind.ALERT
                ? new Delivery.Refused("camera_id: no such camera") : DELIVERED, 1);
        Report refused = add(1, ReportKind.ALERT);
        Report stop = add(1, ReportKind.STOP);

        await().until(() -> delivered.equals(List.of(stop)));
        assertEquals(List.of(refused), outbox.refused().stream().map(RefusedReport::report).toList());
        assertEquals(List.of("camera_id: no such camera"), refusals);
        assertEquals(0, outbox.pending());
    }

    @Test
    void flushDoesNotSitOutTheWaitBetweenTries() throws InterruptedException {
        List<Report> tries = new CopyOnWriteArrayList<>();
        outbox = outbox(report -> {
            tries.add(report);
            return tries.size() == 1 ? LATER : DELIVERED;
        }, 600);
        add(1, ReportKind.CRIME);
        await().until(() -> tries.size() == 1);

        assertTrue(outbox.flush(Duration.ofSeconds(5)));
    }

    @Test
    void flushGivesUpWhenItsPatienceEnds() throws InterruptedException {
        outbox = outbox(report -> LATER, 600);
        add(1, ReportKind.CRIME);

        assertFalse(outbox.flush(Duration.ofMillis(200)));
        assertEquals(1, outbox.pending());
    }

    private Outbox outbox(Courier courier, int waitSeconds) {
        Duration shortWait = waitSeconds == 1 ? Duration.ofMillis(5) : Duration.ofSeconds(waitSeconds);
        return new Outbox(folder.resolve("outbox.db"), WIDE, courier, new OutboxListener() {
            @Override
            public void delivered(Report report) {
                delivered.add(report);
            }

            @Override
            public void postponed(Report report, String reason) {
                assertFalse(reason.isBlank());
            }

            @Override
            public void refused(Report report, String reason) {
                refusals.add(reason);
            }

            @Override
            public void thinned(Report report) {
                throw new AssertionError("there is room enough");
            }
        }, List.of(shortWait), TimeSource.system());
    }

    private Report add(long camera, ReportKind kind) {
        Report report = new Report(UUID.randomUUID(), camera, kind, "{\"camera_id\":" + camera + "}", Instant.now());
        outbox.add(report);
        return report;
    }

    private int onDisk() {
        try (Archive archive = new Archive(folder.resolve("outbox.db"), WIDE)) {
            return archive.waiting().size();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
