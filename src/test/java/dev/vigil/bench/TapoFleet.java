package dev.vigil.bench;

import dev.vigil.alarm.Siren;
import dev.vigil.alarm.SirenMemory;
import dev.vigil.alarm.tapo.TapoAccess;
import dev.vigil.alarm.tapo.TapoSiren;
import dev.vigil.alarm.tapo.TapoTimings;
import dev.vigil.rehearsal.tapo.SirenSounded;
import dev.vigil.rehearsal.tapo.TapoFace;
import dev.vigil.rehearsal.tapo.TapoFirmware;
import dev.vigil.rehearsal.tapo.TapoServer;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tapo cameras, directly: secure login and encrypted commands over TLS. */
final class TapoFleet implements Fleet {

    private final List<TapoServer> cameras = new ArrayList<>();
    private final SirenMemory memory = new SirenMemory(Path.of("target", "bench", "tapo-" + System.nanoTime()));

    TapoFleet(int size) {
        try {
            for (int i = 0; i < size; i++) {
                cameras.add(new TapoServer(InetAddress.getLoopbackAddress(), 0,
                        new TapoFace("camera " + i, "admin", "s3cret", TapoFirmware.USUAL, TimeSource.system())));
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
        List<Siren> sirens = new ArrayList<>();
        for (TapoServer camera : cameras) {
            TapoSiren siren = new TapoSiren(new TapoAccess("bench-" + camera.port(), "127.0.0.1", camera.port(),
                    "admin", "s3cret"), memory, TapoTimings.DEFAULT, TimeSource.system());
            if (warm) {
                siren.keepWarm(Duration.ZERO);
            }
            sirens.add(siren);
        }
        return sirens;
    }

    @Override
    public long heardAt(int camera) {
        return cameras.get(camera).face().diary().stream().filter(SirenSounded::sounds)
                .mapToLong(SirenSounded::nanos).max().orElseThrow();
    }

    @Override
    public void close() {
        cameras.forEach(TapoServer::close);
    }
}
