package dev.vigil.zone;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One zone as it is written in the zones file. */
final class ZoneEntry {

    private static final String POLYGON_EXAMPLE = "polygon: [[0.1, 0.6], [0.5, 0.6], [0.5, 1.0], [0.1, 1.0]]";
    private static final String AFTER_EXAMPLE = "after: 60";
    /** A ten-thousandth of the picture: nobody's feet would be found in less. */
    private static final double SMALLEST = 1e-4;
    private static final double SECONDS_PER_DAY = 86_400;

    private final Entry entry;
    private final Optional<ZoneId> timeZone;

    /** @param timeZone of the camera or the whole file */
    ZoneEntry(Entry entry, Optional<ZoneId> timeZone) {
        this.entry = entry;
        this.timeZone = timeZone;
    }

    /** The zone; empty, and its mistakes told, when something is wrong. */
    Optional<Zone> read() {
        if (!entry.hasOnly("name", "kind", "polygon", "when", "after")) {
            return Optional.empty();
        }
        Optional<String> name = entry.text("name");
        if (name.isEmpty()) {
            entry.wrong("has no name", "name: dock");
        }
        Optional<Zone.Kind> kind = kind();
        Optional<Polygon> polygon = polygon();
        Optional<Schedule> when = new ScheduleEntry(entry, timeZone).read();
        Optional<Duration> after = kind.flatMap(this::after);
        if (name.isEmpty() || polygon.isEmpty() || when.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Zone(name.get(), kind.get(), polygon.get(), when.get(), after.get()));
    }

    private Optional<Zone.Kind> kind() {
        String text = entry.text("kind").orElse("");
        for (Zone.Kind kind : Zone.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
                return Optional.of(kind);
            }
        }
        entry.wrong("kind must be restricted or loitering, not '" + text + "'", "kind: restricted");
        return Optional.empty();
    }

    private Optional<Duration> after(Zone.Kind kind) {
        JsonNode after = entry.node().path("after");
        if (kind == Zone.Kind.RESTRICTED) {
            if (!after.isMissingNode()) {
                entry.wrong("after is for loitering zones; nobody may be in a restricted one", "kind: loitering");
                return Optional.empty();
            }
            return Optional.of(Duration.ZERO);
        }
        double seconds = after.asDouble(0);
        if (!after.isNumber() || !(seconds >= 1 && seconds <= SECONDS_PER_DAY)) {
            entry.wrong("after must be the seconds that somebody may stay, 1 to 86400", AFTER_EXAMPLE);
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    private Optional<Polygon> polygon() {
        List<Polygon.Corner> corners = new ArrayList<>();
        for (JsonNode corner : entry.node().path("polygon")) {
            if (corner.size() != 2 || !fraction(corner.path(0)) || !fraction(corner.path(1))) {
                entry.wrong("polygon has a corner " + corner + ", but a corner is [x, y] in fractions of the picture "
                        + "from 0 to 1", POLYGON_EXAMPLE);
                return Optional.empty();
            }
            corners.add(new Polygon.Corner(corner.path(0).asDouble(), corner.path(1).asDouble()));
        }
        if (corners.size() < 3) {
            entry.wrong("polygon must list at least three corners", POLYGON_EXAMPLE);
            return Optional.empty();
        }
        Polygon polygon = new Polygon(corners);
        if (polygon.crossesItself()) {
            entry.wrong("polygon crosses itself; list the corners in order along its edge", POLYGON_EXAMPLE);
            return Optional.empty();
        }
        if (polygon.area() < SMALLEST) {
            entry.wrong("polygon has no area", POLYGON_EXAMPLE);
            return Optional.empty();
        }
        return Optional.of(polygon);
    }

    private static boolean fraction(JsonNode number) {
        return number.isNumber() && number.asDouble() >= 0 && number.asDouble() <= 1;
    }
}
