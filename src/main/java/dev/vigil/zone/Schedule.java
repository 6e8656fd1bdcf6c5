package dev.vigil.zone;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Times of the week by the local clock.
 *
 * @param timeZone whose clock
 * @param periods  together; they may overlap
 */
public record Schedule(ZoneId timeZone, List<Period> periods) {

    /** At all times. */
    public static final Schedule ALWAYS = new Schedule(ZoneOffset.UTC, List.of(
            new Period(EnumSet.allOf(DayOfWeek.class), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)));

    public Schedule {
        periods = List.copyOf(periods);
    }

    /** Whether that moment is within a period. */
    public boolean covers(Instant moment) {
        LocalDate today = LocalDate.ofInstant(moment, timeZone);
        for (Period period : periods) {
            if (period.covers(moment, today, timeZone) || period.covers(moment, today.minusDays(1), timeZone)) {
                return true;
            }
        }
        return false;
    }

    /**
     * From one local time to another, the end excluded.
     *
     * @param days on which it begins
     * @param to   on the next day unless it is later than {@code from}
     */
    public record Period(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

        public Period {
            days = Set.copyOf(days);
        }

        private boolean covers(Instant moment, LocalDate begun, ZoneId zone) {
            if (!days.contains(begun.getDayOfWeek())) {
                return false;
            }
            LocalDate ended = to.isAfter(from) ? begun : begun.plusDays(1);
            return !moment.isBefore(first(begun.atTime(from), zone)) && moment.isBefore(last(ended.atTime(to), zone));
        }

        /** When the clock first shows that time; where it is put forward past it, when it is put forward. */
        private static Instant first(LocalDateTime time, ZoneId zone) {
            ZoneOffsetTransition change = zone.getRules().getTransition(time);
            if (change == null) {
                return time.atZone(zone).toInstant();
            }
            return change.isGap() ? change.getInstant() : time.toInstant(change.getOffsetBefore());
        }

        /** When it last shows that time: the second time where the clock is put back, so that no hole remains. */
        private static Instant last(LocalDateTime time, ZoneId zone) {
            ZoneOffsetTransition change = zone.getRules().getTransition(time);
            if (change == null) {
                return time.atZone(zone).toInstant();
            }
            return change.isGap() ? change.getInstant() : time.toInstant(change.getOffsetAfter());
        }
    }
}
