package dev.vigil.telemetry;

import dev.vigil.audit.AuditLog;
import dev.vigil.inference.Batcher;
import dev.vigil.outbox.Outbox;
import dev.vigil.outbox.OutboxListener;
import dev.vigil.outbox.Report;
import dev.vigil.outbox.ReportKind;
import dev.vigil.time.TimeSource;
import dev.vigil.watch.Watchtower;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/** The metrics of the parts that cameras share, and the log lines of the outbox, which has no camera's watch to speak for it. */
public final class Meters implements OutboxListener {

    private static final Logger LOG = Logger.getLogger(Meters.class);

    private static final Duration LATE = Duration.ofMinutes(1);

    private final MeterRegistry registry;
    private final Latencies latencies;
    private final CameraMetrics cameras;
    private final TimeSource time;
    private boolean postponed;

    public Meters(MeterRegistry registry, TimeSource time) {
        this.registry = registry;
        this.time = time;
        latencies = new Latencies(registry);
        cameras = new CameraMetrics(registry);
        beginAtZero();
    }

    /** Prometheus sees a counter's first step only if the counter was there, at 0, before it. */
    private void beginAtZero() {
        for (ReportKind kind : ReportKind.values()) {
            for (String result : List.of("delivered", "postponed", "refused")) {
                reports(kind, result);
            }
        }
        heartbeats(true);
        heartbeats(false);
        models(true);
        models(false);
    }

    public Latencies latencies() {
        return latencies;
    }

    /** Publishes the batcher's counters and the sizes of its batches. */
    public void batcher(Batcher batcher) {
        DistributionSummary sizes = DistributionSummary.builder("vigil.batch.size")
                .description("Frames in a batch").serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64).register(registry);
        batcher.onBatch((frames, nanos) -> sizes.record(frames));
        FunctionCounter.builder("vigil.batches.failed", batcher, Batcher::failedBatches)
                .description("Batches that the engine failed on").register(registry);
        FunctionCounter.builder("vigil.engine.busy", batcher, counted -> counted.runNanos() / 1e9)
                .description("Time in which the engine ran").baseUnit("seconds").register(registry);
        replaced("engine", batcher, Batcher::replacements);
    }

    /** Publishes how many readers of streams had to be replaced. */
    public void readers(Watchtower tower) {
        replaced("reader", tower, Watchtower::replacedReaders);
    }

    private <T> void replaced(String part, T source, ToDoubleFunction<T> count) {
        FunctionCounter.builder("vigil.watchdog.replacements", source, count).tag("part", part)
                .description("Parts that hung and were replaced").register(registry);
    }

    /** Publishes how many reports wait. */
    public void outbox(Outbox outbox) {
        Gauge.builder("vigil.reports.pending", outbox, Outbox::pending)
                .description("Reports not yet delivered").register(registry);
        Gauge.builder("vigil.outbox.durable", outbox, box -> box.problem().isEmpty() ? 1 : 0)
                .description("1 while reports survive a crash").register(registry);
    }

    /** Publishes how the audit log fares. */
    public void audit(AuditLog audit) {
        FunctionCounter.builder("vigil.audit.entries", audit, AuditLog::written)
                .description("Entries of the audit log that are on the disk").register(registry);
        FunctionCounter.builder("vigil.audit.lost", audit, AuditLog::lost)
                .description("Entries that the disk did not take in time").register(registry);
        Gauge.builder("vigil.audit.durable", audit, log -> log.problem().isEmpty() ? 1 : 0)
                .description("1 while entries of the audit log are on the disk").register(registry);
    }

    /** A camera is about to be watched with this offset of its fight confidence, in logits. */
    public void calibrated(long camera, double offset) {
        cameras.calibrated(camera, offset);
    }

    /** Makes the published cameras those that are watched now. */
    public void follow(Watchtower tower) {
        cameras.follow(tower.watches());
    }

    /** Counts a heartbeat by how it went. */
    public void heartbeat(boolean answered) {
        heartbeats(answered).increment();
    }

    private Counter heartbeats(boolean answered) {
        return Counter.builder("vigil.heartbeats").description("Heartbeats, by how they went")
                .tag("result", answered ? "answered" : "failed").register(registry);
    }

    /** Counts a model that was to take over while others are watched, by whether it did. */
    public void model(boolean taken) {
        models(taken).increment();
    }

    private Counter models(boolean taken) {
        return Counter.builder("vigil.model.changes").description("Models that were to take over, by how it went")
                .tag("result", taken ? "taken" : "refused").register(registry);
    }

    @Override
    public void delivered(Report report) {
        postponed = false;
        Duration age = Duration.between(report.decidedAt(), time.now());
        latencies.reportDelivered(age);
        count(report, "delivered");
        if (age.compareTo(LATE) > 0) {
            LOG.warnf("camera %d %s delivered late: it was decided at %s", report.cameraId(), name(report),
                    report.decidedAt());
        } else {
            LOG.infof("camera %d %s delivered, %d ms after the decision", report.cameraId(), name(report),
                    age.toMillis());
        }
    }

    @Override
    public void postponed(Report report, String reason) {
        count(report, "postponed");
        // Tried again for as long as it takes: one line tells it.
        if (!postponed) {
            LOG.warnf("camera %d %s waits until the back end takes it: %s", report.cameraId(), name(report), reason);
        }
        postponed = true;
    }

    @Override
    public void refused(Report report, String reason) {
        count(report, "refused");
        LOG.errorf("camera %d %s was refused for good and is set aside: %s", report.cameraId(), name(report), reason);
    }

    @Override
    public void thinned(Report report) {
        count(report, "thinned");
    }

    private void count(Report report, String result) {
        reports(report.kind(), result).increment();
    }

    private Counter reports(ReportKind kind, String result) {
        return Counter.builder("vigil.reports").description("Tries to deliver a report, by how they went")
                .tag("kind", name(kind)).tag("result", result).register(registry);
    }

    private static String name(Report report) {
        return name(report.kind());
    }

    private static String name(ReportKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
