package dev.vigil.service;

import dev.vigil.alarm.BackendSiren;
import dev.vigil.alarm.LeftOn;
import dev.vigil.alarm.Siren;
import dev.vigil.alarm.SirenChain;
import dev.vigil.alarm.SirenListener;
import dev.vigil.alarm.SirenMemory;
import dev.vigil.alarm.onvif.OnvifSiren;
import dev.vigil.alarm.tapo.TapoAccess;
import dev.vigil.alarm.tapo.TapoAccount;
import dev.vigil.alarm.tapo.TapoSiren;
import dev.vigil.alarm.tapo.TapoTimings;
import dev.vigil.backend.Backend;
import dev.vigil.camera.Camera;
import dev.vigil.config.Settings;
import dev.vigil.time.TimeSource;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;

/** Makes the ways to each camera's siren, in the order that the settings say. */
final class Sirens implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Sirens.class);

    private final Settings.Alarm alarm;
    private final Backend backend;
    private final TimeSource time;
    private final SirenMemory memory;
    private final LeftOn leftOn;
    private final HttpClient onvif = OnvifSiren.client();

    Sirens(Settings.Alarm alarm, Path data, Backend backend, TimeSource time) {
        this.alarm = alarm;
        this.backend = backend;
        this.time = time;
        memory = new SirenMemory(data.resolve("sirens.properties"));
        leftOn = new LeftOn(memory);
    }

    SirenChain of(Camera camera, SirenListener listener) {
        List<Siren> ways = alarm.order().stream().map(way -> siren(way, camera)).toList();
        return new SirenChain(camera.id(), ways, alarm.budget(), leftOn, listener, time);
    }

    private Siren siren(Settings.Way way, Camera camera) {
        return switch (way) {
            case TAPO -> tapo(camera);
            case ONVIF -> new OnvifSiren(camera.access(), onvif, memory, time);
            case BACKEND -> new BackendSiren(backend, camera.access());
        };
    }

    private Siren tapo(Camera camera) {
        TapoAccess access = TapoAccess.of(camera.id(), camera.access(),
                alarm.tapoAdminPassword().map(TapoAccount::admin));
        TapoSiren siren = new TapoSiren(access, memory, TapoTimings.DEFAULT, time);
        siren.keepWarm(SirenChain.PREPARE_FIRST);
        return siren;
    }

    /**
     * To be called once, when it is known which cameras are assigned: these silence what was left on by themselves.
     *
     * @param assigned their ids, those that cannot be watched included
     */
    void tellOfThoseLeftOn(Collection<Long> assigned) {
        leftOn.forgetAllBut(assigned).forEach((camera, ways) -> LOG.errorf("camera %d is no longer assigned, but its"
                + " siren was sounding by way of %s when the service ended: Vigil cannot reach it any more; if it still"
                + " sounds, silence it in its app or switch it off and on", camera, ways));
    }

    /** To be called when all sirens are silenced. */
    @Override
    public void close() {
        leftOn.close();
    }
}
