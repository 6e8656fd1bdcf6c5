package dev.vigil.service;

import dev.vigil.alarm.SirenTimings;
import dev.vigil.backend.Backend;
import dev.vigil.config.Settings;
import dev.vigil.incident.IncidentRules;
import dev.vigil.incident.Phase;
import dev.vigil.inference.Batcher;
import dev.vigil.inference.BatcherLimits;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.outbox.Outbox;
import dev.vigil.outbox.OutboxBounds;
import dev.vigil.stream.StreamSettings;
import dev.vigil.stream.VideoSource;
import dev.vigil.telemetry.Meters;
import dev.vigil.time.TimeSource;
import dev.vigil.watch.CameraWatch;
import dev.vigil.watch.ReportWriter;
import dev.vigil.watch.WatchTools;
import dev.vigil.watch.Watchdog;
import dev.vigil.watch.Watchtower;
import dev.vigil.zone.Zones;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** All rooms, built in the order of a frame's way and taken down so that nothing decided is lost. */
final class House {

    private static final Logger LOG = Logger.getLogger(House.class);
    private static final List<Duration> DELIVERY_WAITS =
            Stream.of(1, 2, 5, 10, 30).map(Duration::ofSeconds).toList();
    private static final Duration LAST_DELIVERIES = Duration.ofSeconds(3);

    private final Models models;
    private final Outbox outbox;
    private final Sirens sirens;
    private final SiteCalibration sites;
    private final Watchtower tower;
    private final Watchdog watchdog;

    /**
     * @throws dev.vigil.zone.ZoneException        when there is a mistake in the zones file
     * @throws dev.vigil.inference.EngineException when the model cannot be used
     */
    House(Settings settings, Backend backend, Meters meters, TimeSource time) {
        Zones zones = settings.zones().map(Zones::read).orElseGet(Zones::none);
        sites = new SiteCalibration(settings.data(), meters, time);
        Settings.Inference inference = settings.inference();
        models = new Models(inference.model(), new ModelLoader(
                bundle -> new OnnxEngine(bundle, inference.maxBatch(), inference.threads()), inference.maxBatch(),
                sites, zones), BatcherLimits.ofBatch(inference.maxBatch()), meters, time);
        outbox = new Outbox(settings.data().resolve("outbox.db"), OutboxBounds.ofMegabytes(
                settings.outbox().mostMegabytes(), settings.outbox().leastFreeMegabytes()),
                new BackendCourier(backend), meters, DELIVERY_WAITS, time);
        closeIncidentsCutShort(time);
        sirens = new Sirens(settings.alarm(), settings.data(), backend, time);
        tower = new Watchtower(new WatchTools(models.batcher(),
                StreamSettings.defaults(settings.stream().frameSkip()),
                settings.stream().udp() ? VideoSource.Transport.UDP : VideoSource.Transport.TCP,
                models::detector, rules(settings.incident()), sirens::of, SirenTimings.DEFAULT.withLongest(settings.alarm().longest()), outbox,
                meters.latencies(), time));
        watchdog = new Watchdog(() -> guarded(inference.longest()), time);
        watchdog.start();
        meters.batcher(models.batcher());
        meters.readers(tower);
        meters.outbox(outbox);
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
            outbox.add(new ReportWriter(camera, time).stop());
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

    Outbox outbox() {
        return outbox;
    }

    /** To be called about once a second: keeps what calibration is made from. May wait for the disk. */
    void keepMinutes() {
        sites.tick(tower.watches().stream()
                .filter(watch -> watch.incident().filter(one -> one.phase() == Phase.CRIME).isPresent())
                .map(CameraWatch::id).toList());
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
    }
}
