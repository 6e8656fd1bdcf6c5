package dev.vigil.zone;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads all cameras' zones from a YAML file and gathers what is wrong with them, one line each. */
final class ZoneFile {

    private static final String CAMERAS_EXAMPLE = "cameras: {7: {zones: [...]}}";

    private final Path file;
    private final List<String> mistakes = new ArrayList<>();

    ZoneFile(Path file) {
        this.file = file;
    }

    Zones read() {
        Map<Long, List<Zone>> zones = new HashMap<>();
        Entry root = new Entry(file.toString(), parse(), mistakes);
        if (root.hasOnly("cameras", "time-zone")) {
            Optional<ZoneId> timeZone = timeZone(root);
            JsonNode cameras = root.node().path("cameras");
            if (!cameras.isObject() || cameras.isEmpty()) {
                root.wrong("cameras must be a mapping from camera numbers to their zones", CAMERAS_EXAMPLE);
            }
            cameras.properties().forEach(camera -> {
                Entry entry = root.at(": camera " + camera.getKey(), camera.getValue());
                number(entry, camera.getKey()).ifPresent(id -> zones.put(id, camera(entry, timeZone)));
            });
        }
        if (!mistakes.isEmpty()) {
            throw new ZoneException(mistakes);
        }
        return new Zones(zones);
    }

    private JsonNode parse() {
        try {
            return YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build()
                    .readTree(file.toFile());
        } catch (JsonProcessingException malformed) {
            String line = malformed.getLocation() == null ? "" : " in line " + malformed.getLocation().getLineNr();
            mistakes.add(file + ": is not YAML" + line + ": "
                    + malformed.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException unreadable) {
            mistakes.add(file + ": cannot be read");
        }
        throw new ZoneException(mistakes);
    }

    private static Optional<Long> number(Entry entry, String key) {
        try {
            return Optional.of(Long.parseLong(key));
        } catch (NumberFormatException noNumber) {
            entry.wrong("a camera is named by its number in the back end", CAMERAS_EXAMPLE);
            return Optional.empty();
        }
    }

    private static List<Zone> camera(Entry camera, Optional<ZoneId> common) {
        List<Zone> zones = new ArrayList<>();
        if (!camera.hasOnly("zones", "time-zone")) {
            return zones;
        }
        Optional<ZoneId> timeZone = timeZone(camera).or(() -> common);
        JsonNode list = camera.node().path("zones");
        if (!list.isArray() || list.isEmpty()) {
            camera.wrong("zones must be a list", "zones: [{name: dock, kind: restricted, polygon: [...]}]");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            Entry unnamed = camera.at("", list.get(i));
            String name = unnamed.text("name").map(text -> "'" + text + "'").orElse("number " + (i + 1));
            Entry zone = camera.at(", zone " + name, list.get(i));
            if (!names.add(name)) {
                zone.wrong("there is another zone of this name", "name: dock, left half");
            }
            new ZoneEntry(zone, timeZone).read().ifPresent(zones::add);
        }
        return zones;
    }

    private static Optional<ZoneId> timeZone(Entry entry) {
        return entry.text("time-zone").flatMap(name -> {
            try {
                return Optional.of(ZoneId.of(name));
            } catch (DateTimeException unknown) {
                entry.wrong("time-zone '" + name + "' is unknown", "time-zone: Africa/Cairo");
                return Optional.empty();
            }
        });
    }
}
