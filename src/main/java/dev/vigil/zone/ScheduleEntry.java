package dev.vigil.zone;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The times at which a zone is in force, as they are written in the zones file under its {@code when}. */
final class ScheduleEntry {

    private static final String EXAMPLE = "when: [{days: [mon-fri], from: \"22:00\", to: \"06:00\"}]";
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final List<String> DAYS = Arrays.stream(DayOfWeek.values())
            .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT)).toList();
    private static final Pattern DAY_OR_RANGE = Pattern.compile("(%1$s)(?:-(%1$s))?".formatted(String.join("|", DAYS)));

    private final Entry zone;
    private final Optional<ZoneId> timeZone;

    /** @param zone the zone's entry */
    ScheduleEntry(Entry zone, Optional<ZoneId> timeZone) {
        this.zone = zone;
        this.timeZone = timeZone;
    }

    /** The schedule, at all times where none is written; empty, and the mistake told, when something is wrong. */
    Optional<Schedule> read() {
        JsonNode when = zone.node().path("when");
        if (when.isMissingNode()) {
            return Optional.of(Schedule.ALWAYS);
        }
        if (!when.isArray() || when.isEmpty()) {
            zone.wrong("when must be a list of times; leave it out for always", EXAMPLE);
            return Optional.empty();
        }
        if (timeZone.isEmpty()) {
            zone.wrong("when needs a time-zone, for this camera or at the top of the file", "time-zone: Africa/Cairo");
            return Optional.empty();
        }
        List<Schedule.Period> periods = new ArrayList<>();
        for (int i = 0; i < when.size(); i++) {
            period(zone.at(", when number " + (i + 1), when.get(i))).ifPresent(periods::add);
        }
        return periods.size() < when.size() ? Optional.empty() : Optional.of(new Schedule(timeZone.get(), periods));
    }

    private static Optional<Schedule.Period> period(Entry entry) {
        if (!entry.hasOnly("days", "from", "to")) {
            return Optional.empty();
        }
        Optional<Set<DayOfWeek>> days = days(entry);
        Optional<LocalTime> from = time(entry, "from");
        Optional<LocalTime> to = time(entry, "to");
        if (days.isEmpty() || from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        if (from.equals(to) && !from.get().equals(LocalTime.MIDNIGHT)) {
            entry.wrong("from and to are the same; leave both out for whole days", EXAMPLE);
            return Optional.empty();
        }
        return Optional.of(new Schedule.Period(days.get(), from.get(), to.get()));
    }

    private static Optional<Set<DayOfWeek>> days(Entry entry) {
        JsonNode given = entry.node().path("days");
        if (given.isMissingNode()) {
            return Optional.of(EnumSet.allOf(DayOfWeek.class));
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (JsonNode item : given.isArray() ? given : List.of(given)) {
            Matcher range = DAY_OR_RANGE.matcher(item.asText().toLowerCase(Locale.ROOT));
            if (!range.matches()) {
                entry.wrong("days has '" + item.asText() + "', but a day is one of " + String.join(", ", DAYS)
                        + " or two of them with a dash", "days: [mon-fri, sun]");
                return Optional.empty();
            }
            DayOfWeek last = day(range.group(2) == null ? range.group(1) : range.group(2));
            DayOfWeek day = day(range.group(1));
            for (days.add(day); day != last; days.add(day)) {
                day = day.plus(1);
            }
        }
        if (days.isEmpty()) {
            entry.wrong("days is empty; leave it out for all days", "days: [mon-fri, sun]");
            return Optional.empty();
        }
        return Optional.of(days);
    }

    private static DayOfWeek day(String name) {
        return DayOfWeek.of(DAYS.indexOf(name) + 1);
    }

    /** A time of day; midnight where none is given, and 24:00 is midnight too. */
    private static Optional<LocalTime> time(Entry entry, String key) {
        if (!entry.node().has(key)) {
            return Optional.of(LocalTime.MIDNIGHT);
        }
        String text = entry.text(key).orElse("");
        if (TIME.matcher(text).matches()) {
            return Optional.of(LocalTime.parse(text));
        }
        if (key.equals("to") && text.equals("24:00")) {
            return Optional.of(LocalTime.MIDNIGHT);
        }
        entry.wrong(key + " must be a time from \"00:00\" to \"23:59\" in quotes, not '" + text + "'",
                key + ": \"22:00\"");
        return Optional.empty();
    }
}
