package dev.vigil.service;

import dev.vigil.alarm.BackendSiren;
import dev.vigil.alarm.SirenTimings;
import dev.vigil.backend.Backend;
import dev.vigil.config.Settings;
import dev.vigil.detection.Activations;
import dev.vigil.detection.FightDetector;
import dev.vigil.detection.FightHead;
import dev.vigil.detection.PoseDecoder;
import dev.vigil.incident.IncidentRules;
import dev.vigil.inference.Batcher;
import dev.vigil.inference.BatcherLimits;
import dev.vigil.inference.Engine;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.outbox.Outbox;
import dev.vigil.stream.StreamSettings;
import dev.vigil.stream.VideoSource;
import dev.vigil.telemetry.Meters;
import dev.vigil.time.TimeSource;
import dev.vigil.watch.WatchTools;
import dev.vigil.watch.Watchtower;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** All rooms, built in the order of a frame's way and taken down so that nothing decided is lost. */
final class House {

    private static final Logger LOG = Logger.getLogger(House.class);
    private static final List<Duration> DELIVERY_WAITS =
            Stream.of(1, 2, 5, 10, 30).map(Duration::ofSeconds).toList();
    private static final Duration LAST_DELIVERIES = Duration.ofSeconds(3);

    private final Engine engine;
    private final Batcher batcher;
    private final Outbox outbox;
    private final Watchtower tower;

    /** @throws dev.vigil.inference.EngineException when the model cannot be used */
    House(Settings settings, Backend backend, Meters meters, TimeSource time) {
        ModelBundle bundle = ModelBundle.load(settings.inference().model());
        FightHead head = head(bundle);
        engine = new OnnxEngine(bundle, settings.inference().maxBatch(), settings.inference().threads());
        LOG.infof("model %s at %s on %s", bundle.name(), bundle.input(), engine.name());
        batcher = new Batcher(engine, time, BatcherLimits.ofBatch(settings.inference().maxBatch()));
        outbox = new Outbox(new BackendCourier(backend), meters, DELIVERY_WAITS);
        // All detectors work on the batcher's thread, so one decoder and reader serve them.
        PoseDecoder decoder = new PoseDecoder();
        Activations.Reader reader = new Activations.Reader();
        tower = new Watchtower(new WatchTools(batcher, bundle.input(),
                StreamSettings.defaults(settings.stream().frameSkip()),
                settings.stream().udp() ? VideoSource.Transport.UDP : VideoSource.Transport.TCP,
                () -> new FightDetector(decoder, reader, head), rules(settings.incident()),
                camera -> new BackendSiren(backend, camera.access()), SirenTimings.DEFAULT, outbox,
                meters.latencies(), time));
        meters.batcher(batcher);
        meters.outbox(outbox);
    }

    private static FightHead head(ModelBundle bundle) {
        try {
            return FightHead.load(bundle.head().orElseThrow(() -> new EngineException(
                    "model bundle " + bundle.name() + " names no 'head' that recognises fights")));
        } catch (IllegalArgumentException unusable) {
            throw new EngineException(unusable.getMessage());
        }
    }

    private static IncidentRules rules(Settings.Incident incident) {
        return IncidentRules.of(incident.alertThreshold(), incident.crimeThreshold(), incident.crimeSustain(),
                incident.clearAfter());
    }

    Batcher batcher() {
        return batcher;
    }

    Watchtower tower() {
        return tower;
    }

    /** Incidents are closed and sirens silenced first, then what is left to report is sent, within some seconds. */
    void close() {
        tower.close();
        try {
            if (!outbox.flush(LAST_DELIVERIES)) {
                LOG.errorf("%d reports could not be delivered before the end", outbox.pending());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        outbox.close();
        batcher.close();
        engine.close();
    }
}
