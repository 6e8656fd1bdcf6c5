package dev.vigil.service;

import dev.vigil.alarm.Mutes;
import dev.vigil.alarm.SirenTimings;
import dev.vigil.audit.AuditEntry;
import dev.vigil.audit.AuditLog;
import dev.vigil.backend.Backend;
import dev.vigil.capacity.CapacityWatch;
import dev.vigil.capacity.Certificate;
import dev.vigil.config.Settings;
import dev.vigil.config.SettingsException;
import dev.vigil.config.Variable;
import dev.vigil.console.IncidentLog;
import dev.vigil.incident.IncidentRules;
import dev.vigil.incident.Phase;
import dev.vigil.inference.Batcher;
import dev.vigil.inference.BatcherLimits;
import dev.vigil.inference.ModelKind;
import dev.vigil.outbox.Outbox;
import dev.vigil.outbox.OutboxBounds;
import dev.vigil.outbox.OutboxListeners;
import dev.vigil.outbox.Report;
import dev.vigil.stream.VideoSource;
import dev.vigil.telemetry.Meters;
import dev.vigil.time.TimeSource;
import dev.vigil.watch.CameraWatch;
import dev.vigil.watch.Journal;
import dev.vigil.watch.ReportWriter;
import dev.vigil.watch.WatchObservers;
import dev.vigil.watch.WatchTools;
import dev.vigil.watch.Watchdog;
import dev.vigil.watch.Watchtower;
import dev.vigil.zone.Zone;
import dev.vigil.zone.Zones;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** All rooms, built in the order of a frame's way and taken down so that nothing decided is lost. */
final class House {

    private static final Logger LOG = Logger.getLogger(House.class);
    private static final List<Duration> DELIVERY_WAITS =
            Stream.of(1, 2, 5, 10, 30).map(Duration::ofSeconds).toList();
    private static final Duration LAST_DELIVERIES = Duration.ofSeconds(3);

    private final AuditLog audit;
    private final Zones zones;
    private final Models models;
    private final Outbox outbox;
    private final Sirens sirens;
    private final SiteCalibration sites;
    private final Watchtower tower;
    private final Watchdog watchdog;
    private final Optional<CapacityWatch> capacity;

    /**
     * @throws dev.vigil.zone.ZoneException        when there is a mistake in the zones file
     * @throws dev.vigil.inference.EngineException when the model cannot be used
     */
    House(Settings settings, Backend backend, Meters meters, AuditLog audit, Mutes mutes, IncidentLog incidents,
            TimeSource time) {
        this.audit = audit;
        zones = settings.zones().map(Zones::read).orElseGet(Zones::none);
        sites = new SiteCalibration(settings.data(), meters, audit, time);
        // SQLite's natives and the history of its tables take half as long as a model: both at once.
        CompletableFuture<Outbox> opening = CompletableFuture.supplyAsync(
                () -> new Outbox(settings.data().resolve("outbox.db"), OutboxBounds.ofMegabytes(
                        settings.outbox().mostMegabytes(), settings.outbox().leastFreeMegabytes()),
                        new BackendCourier(backend), new OutboxListeners(List.of(meters, incidents)), DELIVERY_WAITS,
                        time),
                work -> new Thread(work, "outbox-opening").start());
        models = new Models(settings.inference().model(), new ModelLoader(
                settings.inference().engines(settings.data())::of, sites, zones),
                BatcherLimits.usual(), meters, audit, time);
        outbox = opening.join();
        closeIncidentsCutShort(time);
        sirens = new Sirens(settings.alarm(), settings.data(), backend, time);
        IncidentRules rules = rules(settings.incident());
        tower = new Watchtower(new WatchTools(models.batcher(),
                settings.stream().settings(),
                settings.stream().udp() ? VideoSource.Transport.UDP : VideoSource.Transport.TCP,
                models::detector, rules,
                sirens::of, SirenTimings.DEFAULT.withLongest(settings.alarm().longest()),
                mutes, outbox, new WatchObservers(List.of(meters.latencies(), incidents)),
                new Journal(audit, rules, models::provenance), time));
        capacity = settings.capacity().map(House::capacity);
        capacity.ifPresent(watch -> watch.compare(models.batcher().bundle(), models.batcher().engineName(),
                settings.stream().frameSkip()));
        watchdog = new Watchdog(() -> guarded(settings.inference().longest()), time);
        watchdog.start();
        meters.batcher(models.batcher());
        meters.readers(tower);
        meters.outbox(outbox);
        meters.audit(audit);
        audit.record(started(settings));
    }

    private AuditEntry started(Settings settings) {
        AuditEntry started = AuditEntry.of("service.started").with("model", models.provenance())
                .with("engine", models.batcher().engineName()).with("frame-skip", settings.stream().frameSkip());
        return settings.zones().map(zones -> started.with("zones-sha256", Provenance.sha256(zones))).orElse(started);
    }

    private static CapacityWatch capacity(Settings.Capacity given) {
        try {
            return new CapacityWatch(Certificate.read(given.certificate()), given.factor());
        } catch (IOException unusable) {
            throw SettingsException.wrong(Variable.VIGIL_CAPACITY, "is of no use (" + unusable.getMessage() + ")");
        }
    }

    private List<Watchdog.Part> guarded(Duration longestBatch) {
        List<Watchdog.Part> parts = new ArrayList<>(tower.readers());
        Batcher batcher = models.batcher();
        parts.add(0, new Watchdog.Part("the engine", batcher::busyNanos, longestBatch, batcher::replaceEngine));
        return parts;
    }

    /** Incidents do not outlive the process that saw them: what a crash cut short is closed with a stop. */
    private void closeIncidentsCutShort(TimeSource time) {
        for (long camera : outbox.camerasLeftOpen()) {
            LOG.warnf("camera %d had an open incident when the service ended: it is closed with a stop", camera);
            Report stop = new ReportWriter(camera, time).stop();
            outbox.add(stop);
            audit.record(AuditEntry.of("incident.cut-short").with("camera", camera)
                    .with("report", stop.key().toString()));
        }
    }

    private static IncidentRules rules(Settings.Incident incident) {
        return IncidentRules.of(incident.alertThreshold(), incident.crimeThreshold(), incident.crimeSustain(),
                incident.clearAfter());
    }

    Batcher batcher() {
        return models.batcher();
    }

    Models models() {
        return models;
    }

    AuditLog audit() {
        return audit;
    }

    Outbox outbox() {
        return outbox;
    }

    /** To be called about once a second: keeps what calibration is made from. May wait for the disk. */
    void keepMinutes() {
        sites.tick(tower.watches().stream()
                .filter(watch -> watch.incident().filter(one -> one.phase() == Phase.CRIME).isPresent())
                .map(CameraWatch::id).toList());
    }

    /** What a camera's fight confidence is shifted by, as a logit; 0 for one that is not calibrated. */
    double calibrationOffset(long camera) {
        return sites.offset(camera);
    }

    /** The camera's zones; none while the model in use sees no people, and so nobody in them. */
    List<Zone> zones(long camera) {
        return models.batcher().bundle().kind() == ModelKind.POSE ? zones.of(camera) : List.of();
    }

    /** What this host was seen to carry; empty where it is not known. */
    Optional<CapacityWatch> capacity() {
        return capacity;
    }

    Sirens sirens() {
        return sirens;
    }

    Watchtower tower() {
        return tower;
    }

    /** Incidents are closed and sirens silenced first, then what is left to report is sent, within some seconds. */
    void close() {
        watchdog.close();
        tower.close();
        sirens.close();
        try {
            if (!outbox.flush(LAST_DELIVERIES)) {
                LOG.warnf("%d reports wait for delivery after the next start", outbox.pending());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        outbox.close();
        sites.close();
        models.batcher().close();
        audit.record(AuditEntry.of("service.stopped"));
    }
}
