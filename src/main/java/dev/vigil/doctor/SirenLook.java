package dev.vigil.doctor;

import dev.vigil.alarm.SirenMemory;
import dev.vigil.alarm.onvif.OnvifSiren;
import dev.vigil.alarm.tapo.TapoAccess;
import dev.vigil.alarm.tapo.TapoAccount;
import dev.vigil.alarm.tapo.TapoException;
import dev.vigil.alarm.tapo.TapoSiren;
import dev.vigil.alarm.tapo.TapoTimings;
import dev.vigil.camera.Camera;
import dev.vigil.config.Settings;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a camera lets its siren be commanded: logs in and asks, and commands nothing, neither sound nor silence, for
 * an incident may be open. What the service remembers of refused passwords and lock-outs holds here too, and what is
 * learned here is remembered in a file of its own, because the service may be writing to its.
 */
final class SirenLook implements AutoCloseable {

    private final Settings.Alarm alarm;
    private final TimeSource time;
    private final SirenMemory memory;
    private final HttpClient onvif = OnvifSiren.client();
    private Path temporary;

    SirenLook(Settings.Alarm alarm, Path data, TimeSource time) {
        this.alarm = alarm;
        this.time = time;
        memory = memory(data);
    }

    private SirenMemory memory(Path data) {
        try {
            temporary = Files.createTempDirectory("vigil-doctor");
            Path copy = temporary.resolve("service.properties");
            Path own = Files.isWritable(data) ? data : temporary;
            SirenMemory mine = new SirenMemory(own.resolve("doctor.properties"));
            if (Files.isReadable(data.resolve("sirens.properties"))) {
                Files.copy(data.resolve("sirens.properties"), copy, StandardCopyOption.REPLACE_EXISTING);
                SirenMemory services = new SirenMemory(copy);
                Map<String, Optional<String>> known = new HashMap<>();
                for (String way : List.of("tapo.", "onvif.")) {
                    services.startingWith(way).forEach((key, value) -> known.put(key, Optional.of(value)));
                }
                mine.change(known);
            }
            return mine;
        } catch (IOException unwritable) {
            return new SirenMemory(data.resolve("doctor.properties"));
        }
    }

    Finding of(Camera camera) {
        String subject = "siren " + camera.id();
        List<String> troubles = new ArrayList<>();
        for (Settings.Way way : alarm.order()) {
            Optional<String> trouble = switch (way) {
                case TAPO -> tapo(camera);
                case ONVIF -> onvif(camera);
                case BACKEND -> Optional.of("only tried in an incident");
            };
            String name = way.name().toLowerCase(java.util.Locale.ROOT);
            if (trouble.isEmpty()) {
                return Finding.fine(subject, "can be sounded by way of " + name);
            }
            troubles.add(name + ": " + OneLine.of(trouble.get()));
        }
        return Finding.warning(subject, String.join("; ", troubles),
                "docs/sirens.md tells what each way needs; alerts are reported without a siren");
    }

    private Optional<String> tapo(Camera camera) {
        TapoAccess access = TapoAccess.of(camera.id(), camera.access(),
                alarm.tapoAdminPassword().map(TapoAccount::admin));
        try (TapoSiren siren = new TapoSiren(access, memory, TapoTimings.DEFAULT, time)) {
            siren.logIn();
            return Optional.empty();
        } catch (TapoException trouble) {
            return Optional.of(trouble.getMessage());
        }
    }

    private Optional<String> onvif(Camera camera) {
        try (OnvifSiren siren = new OnvifSiren(camera.access(), onvif, memory, time)) {
            siren.prepare();
            return siren.unavailableBecause();
        }
    }

    @Override
    public void close() {
        if (temporary == null) {
            return;
        }
        try (var files = Files.list(temporary)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(temporary);
        } catch (IOException left) {
            temporary.toFile().deleteOnExit();
        }
    }
}
