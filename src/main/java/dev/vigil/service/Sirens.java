package dev.vigil.service;

import dev.vigil.alarm.BackendSiren;
import dev.vigil.alarm.LeftOn;
import dev.vigil.alarm.Siren;
import dev.vigil.alarm.SirenChain;
import dev.vigil.alarm.SirenListener;
import dev.vigil.alarm.SirenMemory;
import dev.vigil.alarm.onvif.OnvifSiren;
import dev.vigil.backend.Backend;
import dev.vigil.camera.Camera;
import dev.vigil.camera.CameraAccess;
import dev.vigil.config.Settings;
import dev.vigil.time.TimeSource;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes the ways to each camera's siren, in the order that the settings say. */
final class Sirens implements AutoCloseable {

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
        List<Siren> ways = alarm.order().stream().flatMap(way -> siren(way, camera.access()).stream()).toList();
        return new SirenChain(camera.id(), ways, alarm.budget(), leftOn, listener, time);
    }

    private Optional<Siren> siren(Settings.Way way, CameraAccess access) {
        return switch (way) {
            case TAPO -> Optional.empty();
            case ONVIF -> Optional.of(new OnvifSiren(access, onvif, memory, time));
            case BACKEND -> Optional.of(new BackendSiren(backend, access));
        };
    }

    /** To be called when all sirens are silenced. */
    @Override
    public void close() {
        leftOn.close();
    }
}
