package dev.vigil.service;

import dev.vigil.alarm.Mutes;
import dev.vigil.audit.AuditLog;
import dev.vigil.backend.Backend;
import dev.vigil.backend.BackendException;
import dev.vigil.backend.BackendSettings;
import dev.vigil.backend.BackendState;
import dev.vigil.camera.CameraDecrypter;
import dev.vigil.camera.CameraListSeal;
import dev.vigil.camera.LaravelDecrypter;
import dev.vigil.config.Settings;
import dev.vigil.config.SettingsException;
import dev.vigil.console.Console;
import dev.vigil.console.IncidentLog;
import dev.vigil.console.Premises;
import dev.vigil.console.SiteView;
import dev.vigil.inference.EngineException;
import dev.vigil.telemetry.HealthBoard;
import dev.vigil.telemetry.Meters;
import dev.vigil.time.TimeSource;
import dev.vigil.zone.ZoneException;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Begins and ends the service's life, and does what has to be done every so often meanwhile. */
@Singleton
final class VigilService {

    private static final Logger LOG = Logger.getLogger(VigilService.class);
    private static final Duration MODEL_LOOKS = Duration.ofSeconds(5);
    private static final int[] START_WAITS = {1, 2, 5, 10, 30};
    /** By then the first pictures of all cameras were looked at. */
    private static final Duration SETTLED = Duration.ofSeconds(30);
    /** So long a silent back end may keep us from the assignment that is kept on disk. */
    private static final Duration SILENCE = Duration.ofSeconds(4);

    private final Instance<Settings> settings;
    private final Instance<Wiring.Account> account;
    private final Instance<AuditLog> audit;
    private final Backend backend;
    private final TimeSource time;
    private final Rounds rounds = new Rounds();
    private final HealthBoard health;
    private final Console console;
    private final Meters meters;
    private final CountDownLatch stopping = new CountDownLatch(1);

    private House house;
    private AssignmentKeeper keeper;
    private boolean heartbeatFailed;

    VigilService(Instance<Settings> settings, Instance<Wiring.Account> account, Instance<AuditLog> audit,
            Backend backend, TimeSource time, HealthBoard health, Console console, MeterRegistry registry) {
        this.settings = settings;
        this.account = account;
        this.audit = audit;
        this.backend = backend;
        this.time = time;
        this.health = health;
        this.console = console;
        meters = new Meters(registry, time);
    }

    /** Quarkus tells a user's mistake, and only that, in one line without a stack trace if it comes as its own. */
    void start(@Observes StartupEvent event) {
        try {
            Settings given = settings.get();
            // What is wrong with the account is told here, not by the thread that asks.
            account.get();
            CameraFetch fetch = new CameraFetch(backend, time);
            Mutes mutes = new Mutes(time);
            IncidentLog incidents = new IncidentLog(mutes, time);
            house = new House(given, backend, meters, audit.get(), mutes, incidents, time);
            keeper = new AssignmentKeeper(fetch, new CameraDecrypter(new LaravelDecrypter(account.get().key())),
                    house.tower(), house.sirens(), cache(given), time);
            new HealthReasons(house, keeper, backend, given.inference().longest(),
                    account.get().rehearsal().isPresent()).hangOut(health);
            console.open(premises(given, incidents));
            daemon("past-incidents", () -> recall(incidents));
            rounds.every(Duration.ofSeconds(1), "tick", this::tick);
            rounds.every(Duration.ofSeconds(1), "minutes", house::keepMinutes);
            rounds.every(MODEL_LOOKS, "model", house.models()::look);
            daemon("start", () -> begin(given));
            daemon("start-from-disk", this::waitNoLonger);
        } catch (SettingsException | EngineException | ZoneException mistake) {
            throw new ConfigurationException(mistake.getMessage());
        }
    }

    /** Never in the way of the start. */
    private void recall(IncidentLog incidents) {
        try {
            incidents.recall(audit.get().past());
            console.recalled();
        } catch (RuntimeException unreadable) {
            LOG.warnf("the console shows no incidents of earlier runs: %s", unreadable);
        }
    }

    private Premises premises(Settings given, IncidentLog incidents) {
        return new Premises(house.tower(), house.outbox(), house.batcher(), incidents,
                new SiteView.Thresholds(given.incident().alertThreshold(), given.incident().crimeThreshold()),
                house::calibrationOffset, house::zones, this::standing, account.get().rehearsal().isPresent(), time);
    }

    private SiteView.BackendView standing() {
        BackendState state = backend.state();
        return new SiteView.BackendView(state.ok(), state.standing().name(), state.reason(), state.since(),
                keeper.origin());
    }

    private Optional<AssignmentCache> cache(Settings given) {
        BackendSettings model = account.get().backend();
        return given.cache() ? Optional.of(new AssignmentCache(given.data().resolve("assignment.sealed"),
                new CameraListSeal(account.get().key(), model.url().toString(), model.email()))) : Optional.empty();
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void waitNoLonger() {
        try {
            if (!stopping.await(SILENCE.toSeconds(), TimeUnit.SECONDS)) {
                keeper.waitNoLonger();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first assignment is asked for until it comes; HTTP, health and heartbeat are there meanwhile. */
    private void begin(Settings given) {
        keeper.refresh();
        rounds.every(given.heartbeat(), "heartbeat", this::heartbeat);
        rounds.every(given.refresh(), "refresh", keeper::refresh);
        try {
            for (int tries = 0; !keeper.assigned(); tries++) {
                if (stopping.await(START_WAITS[Math.min(tries, START_WAITS.length - 1)], TimeUnit.SECONDS)) {
                    return;
                }
                keeper.refresh();
            }
            heartbeat();
            // What the start leaves behind (the model's bytes, the first frames of all cameras) is native memory that
            // hangs on a few small objects: the collector would see no reason to free it for hours.
            if (!stopping.await(SETTLED.toSeconds(), TimeUnit.SECONDS)) {
                System.gc();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        house.tower().tick();
        house.capacity().ifPresent(watch -> watch.look(house.tower().watches().size()));
        meters.follow(house.tower());
    }

    private synchronized void heartbeat() {
        try {
            backend.heartbeat(house.tower().cameraIds());
            meters.heartbeat(true);
            if (heartbeatFailed) {
                LOG.info("heartbeats are answered again");
            }
            heartbeatFailed = false;
        } catch (BackendException failure) {
            meters.heartbeat(false);
            if (!heartbeatFailed) {
                LOG.warnf("heartbeat not answered: %s", failure.getMessage());
            }
            heartbeatFailed = true;
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
        if (keeper == null) {
            return;
        }
        keeper.close();
        house.close();
        rounds.close();
    }
}
