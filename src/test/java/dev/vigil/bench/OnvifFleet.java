package dev.vigil.bench;

import dev.vigil.alarm.Siren;
import dev.vigil.alarm.SirenMemory;
import dev.vigil.alarm.onvif.OnvifSiren;
import dev.vigil.camera.CameraAccess;
import dev.vigil.camera.RtspAddress;
import dev.vigil.rehearsal.onvif.OnvifCamera;
import dev.vigil.rehearsal.onvif.RelayChange;
import dev.vigil.rehearsal.onvif.RelayOutput;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Cameras with a relay, by ONVIF. */
final class OnvifFleet implements Fleet {

    private final List<OnvifCamera> cameras = new ArrayList<>();
    private final SirenMemory memory = new SirenMemory(Path.of("target", "bench", "onvif.properties"));

    OnvifFleet(int size) {
        try {
            for (int i = 0; i < size; i++) {
                cameras.add(OnvifCamera.start(0, "camuser", "s3cret", List.of(RelayOutput.bistable("relay"))));
            }
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    @Override
    public int size() {
        return cameras.size();
    }

    @Override
    public List<Siren> sirens(boolean warm) {
        HttpClient http = OnvifSiren.client();
        return cameras.stream().<Siren>map(camera -> new OnvifSiren(new CameraAccess(
                new RtspAddress("127.0.0.1", 554, "/", "camuser", "s3cret"), "127.0.0.1", "camuser", "s3cret", 443,
                camera.port()), http, memory, TimeSource.system())).toList();
    }

    @Override
    public long heardAt(int camera) {
        return cameras.get(camera).changes().stream().filter(RelayChange::active).mapToLong(RelayChange::nanos).max()
                .orElseThrow();
    }

    @Override
    public void close() {
        cameras.forEach(OnvifCamera::close);
    }
}
