package dev.vigil.service;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.backend.Backend;
import dev.vigil.backend.RehearsalResource;
import dev.vigil.outbox.Outbox;
import dev.vigil.outbox.OutboxBounds;
import dev.vigil.outbox.RefusedReport;
import dev.vigil.outbox.Report;
import dev.vigil.outbox.ReportKind;
import dev.vigil.rehearsal.backend.Fault;
import dev.vigil.rehearsal.backend.ListedCamera;
import dev.vigil.rehearsal.backend.Received;
import dev.vigil.rehearsal.backend.RehearsalBackend;
import dev.vigil.telemetry.Meters;
import dev.vigil.time.TimeSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of reports at a back end that refuses, throttles, or was away for hours, over real sockets. */
@QuarkusTest
@QuarkusTestResource(RehearsalResource.class)
class BackendCourierTest {

    private static final String ALERT = "/api/model/alert";
    private static final Logger TOLD = Logger.getLogger(Meters.class.getName());

    RehearsalBackend site;

    @Inject
    Backend backend;

    @Inject
    CircuitBreakerMaintenance circuits;

    @TempDir
    Path folder;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Handler listening = new Handler() {
        @Override
        public void publish(LogRecord line) {
            log.add(line.getLevel() + " " + line.getMessage() + " " + (line.getParameters() == null ? ""
                    : List.of(line.getParameters())));
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    };
    private Outbox outbox;

    @BeforeEach
    void open() {
        circuits.resetAll();
        site.faults().clear();
        site.assign(List.of(ListedCamera.at(1, "Gate", "192.168.1.6", 554, "/stream2", "u", "p")));
        TOLD.addHandler(listening);
        outbox = new Outbox(folder.resolve("outbox.db"), OutboxBounds.ofMegabytes(100, 0),
                new BackendCourier(backend), new Meters(registry, TimeSource.system()),
                List.of(Duration.ofMillis(200)), TimeSource.system());
    }

    @AfterEach
    void close() {
        outbox.close();
        TOLD.removeHandler(listening);
    }

    @Test
    void whatIsRejectedGoesToTheDeadLettersWithLaravelsMessageAndIsCounted() {
        Report unknown = add(99, Instant.now());
        site.faults().once(ALERT, Fault.json(404, "{\"message\":\"No query results for model Camera\"}"));
        Report gone = add(99, Instant.now());
        Report good = add(1, Instant.now());
        await().atMost(Duration.ofSeconds(30)).until(() -> outbox.pending() == 0);

        List<RefusedReport> refused = outbox.refused();
        assertEquals(List.of(unknown, gone), refused.stream().map(RefusedReport::report).toList());
        assertTrue(refused.stream().anyMatch(one -> one.reason().contains("The selected camera id is invalid.")),
                refused::toString);
        assertTrue(refused.stream().anyMatch(one -> one.reason().contains("No query results for model Camera")),
                refused::toString);
        assertEquals(2, registry.counter("vigil.reports", "kind", "alert", "result", "refused").count());
        assertEquals(1, site.received(ALERT).stream().filter(r -> r.key().equals(good.key().toString())).count());
        assertEquals(2, outbox.refusals());
    }

    @Test
    void aPageNotFoundOfSomebodyElsesIsNoReasonToGiveAReportUp() {
        site.faults().once(ALERT, Fault.html(404), Fault.html(404), Fault.html(404), Fault.html(404),
                Fault.html(404));
        Report report = add(1, Instant.now());
        await().atMost(Duration.ofSeconds(60)).until(() -> outbox.pending() == 0);
        assertEquals(List.of(), outbox.refused());
        List<Received> tries = tries(report);
        assertEquals(6, tries.size());
        assertEquals(1, tries.stream().map(Received::body).distinct().count());
    }

    @Test
    void aThrottledReportIsTriedAgainWhenItWasToldTo() {
        site.faults().once(ALERT, Fault.tooMany("2"));
        Report report = add(1, Instant.now());
        await().atMost(Duration.ofSeconds(30)).until(() -> outbox.pending() == 0);
        List<Received> tries = tries(report);
        assertEquals(2, tries.size());
        assertTrue(tries.get(1).nanos() - tries.get(0).nanos() >= Duration.ofSeconds(2).toNanos(), "too soon");
    }

    @Test
    void anAlertOfHoursAgoIsDeliveredAndTheLogSaysThatItIsLate() {
        Instant hoursAgo = Instant.now().minus(Duration.ofHours(3));
        Report late = add(1, hoursAgo);
        Report fresh = add(1, Instant.now());
        await().atMost(Duration.ofSeconds(30)).until(() -> outbox.pending() == 0);
        assertEquals(1, tries(late).size());
        assertEquals(1, tries(fresh).size());
        List<String> lateLines = log.stream().filter(line -> line.contains("delivered late")).toList();
        assertEquals(1, lateLines.size(), log::toString);
        assertTrue(lateLines.get(0).startsWith("WARN") && lateLines.get(0).contains(hoursAgo.toString()),
                lateLines::toString);
        assertFalse(log.stream().noneMatch(line -> line.contains("after the decision")), log::toString);
    }

    private List<Received> tries(Report report) {
        return site.received(ALERT).stream().filter(r -> report.key().toString().equals(r.key())).toList();
    }

    private Report add(long camera, Instant decided) {
        Report report = new Report(UUID.randomUUID(), camera, ReportKind.ALERT,
                "{\"camera_id\":" + camera + ",\"confidence_score\":65.5,\"alert_type\":\"suspicious\"}", decided);
        outbox.add(report);
        return report;
    }
}
