package dev.vigil.zone;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In 2026 Berlin's clock goes forward on 03-29 at 02:00, back on 10-25 at 03:00; Cairo's on 04-24, 10-30 at 00:00. */
class ScheduleTest {

    private static final Set<DayOfWeek> DAILY = EnumSet.allOf(DayOfWeek.class);

    @ParameterizedTest
    @CsvSource({
        "2026-02-27T08:59:59+02:00, false", "2026-02-27T09:00:00+02:00, true", "2026-02-27T16:59:59+02:00, true",
        "2026-02-27T17:00:00+02:00, false", "2026-02-28T12:00:00+02:00, false",
    })
    void fromBelongsToItAndToDoesNotAndOtherDaysDoNot(Instant moment, boolean covered) {
        assertEquals(covered, schedule("Africa/Cairo", EnumSet.of(FRIDAY), "09:00", "17:00").covers(moment));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-27T05:59:00+02:00, false", "2026-02-27T21:59:00+02:00, false", "2026-02-27T22:00:00+02:00, true",
        "2026-02-28T00:00:00+02:00, true", "2026-02-28T05:59:00+02:00, true", "2026-02-28T06:00:00+02:00, false",
        "2026-02-28T22:30:00+02:00, false",
    })
    void aNightBelongsToTheDayOnWhichItBegins(Instant moment, boolean covered) {
        assertEquals(covered, schedule("Africa/Cairo", EnumSet.of(FRIDAY), "22:00", "06:00").covers(moment));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-29T01:59:59+01:00, false", "2026-03-29T03:00:00+02:00, true", "2026-03-29T03:29:59+02:00, true",
        "2026-03-29T03:30:00+02:00, false",
    })
    void aTimeThatIsSkippedInBerlinsSpringBeginsWhenTheClockIsPutForward(Instant moment, boolean covered) {
        assertEquals(covered, schedule("Europe/Berlin", EnumSet.of(SUNDAY), "02:30", "03:30").covers(moment));
    }

    @Test
    void aPeriodThatIsSkippedAltogetherDoesNotHappen() {
        Schedule skipped = schedule("Europe/Berlin", DAILY, "02:15", "02:45");
        for (Instant at = Instant.parse("2026-03-29T00:00:00Z"); at.isBefore(Instant.parse("2026-03-29T03:00:00Z"));
                at = at.plusSeconds(60)) {
            assertEquals(false, skipped.covers(at), at.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-25T01:59:00+02:00, false", "2026-10-25T02:00:00+02:00, true", "2026-10-25T02:45:00+02:00, true",
        "2026-10-25T02:00:00+01:00, true", "2026-10-25T02:29:59+01:00, true", "2026-10-25T02:30:00+01:00, false",
    })
    void theRepeatedHourOfBerlinsAutumnLeavesNoHole(Instant moment, boolean covered) {
        assertEquals(covered, schedule("Europe/Berlin", EnumSet.of(SUNDAY), "02:00", "02:30").covers(moment));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-24T22:00:00+02:00, true", "2026-10-25T02:59:00+02:00, true", "2026-10-25T02:59:00+01:00, true",
        "2026-10-25T05:59:00+01:00, true", "2026-10-25T06:00:00+01:00, false",
    })
    void aNightAcrossTheChangeIsAnHourLonger(Instant moment, boolean covered) {
        assertEquals(covered, schedule("Europe/Berlin", EnumSet.of(SATURDAY), "22:00", "06:00").covers(moment));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-23T23:59:59+02:00, false", "2026-04-24T01:00:00+03:00, true", "2026-04-24T23:59:59+03:00, true",
        "2026-04-25T00:00:00+03:00, false",
    })
    void aWholeFridayInCairoBeginsAtOneWhenMidnightIsSkipped(Instant moment, boolean covered) {
        assertEquals(covered, schedule("Africa/Cairo", EnumSet.of(FRIDAY), "00:00", "00:00").covers(moment));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-29T22:59:00+03:00, false", "2026-10-29T23:00:00+03:00, true", "2026-10-29T23:59:00+03:00, true",
        "2026-10-29T23:00:00+02:00, true", "2026-10-29T23:30:00+02:00, true", "2026-10-30T00:59:00+02:00, true",
        "2026-10-30T01:00:00+02:00, false",
    })
    void thursdaysRepeatedLastHourInCairoIsWithinANightThatBeginsInIt(Instant moment, boolean covered) {
        assertEquals(covered, schedule("Africa/Cairo", EnumSet.of(THURSDAY), "23:00", "01:00").covers(moment));
    }

    @Test
    void wholeDaysOfAWeekLeaveNoHoleInAYear() {
        Schedule all = schedule("Africa/Cairo", DAILY, "00:00", "00:00");
        for (Instant at = Instant.parse("2026-01-01T00:00:00Z"); at.isBefore(Instant.parse("2027-01-01T00:00:00Z"));
                at = at.plusSeconds(900)) {
            assertTrue(all.covers(at) && Schedule.ALWAYS.covers(at), at.toString());
        }
    }

    @Test
    void periodsAddUp() {
        Schedule both = new Schedule(ZoneId.of("UTC"), List.of(period(DAILY, "08:00", "09:00"),
                period(EnumSet.of(SUNDAY), "00:00", "00:00")));
        assertTrue(both.covers(Instant.parse("2026-02-27T08:30:00Z")));
        assertTrue(both.covers(Instant.parse("2026-03-01T15:00:00Z")));
        assertEquals(false, both.covers(Instant.parse("2026-02-27T15:00:00Z")));
    }

    static Schedule schedule(String zone, Set<DayOfWeek> days, String from, String to) {
        return new Schedule(ZoneId.of(zone), List.of(period(days, from, to)));
    }

    private static Schedule.Period period(Set<DayOfWeek> days, String from, String to) {
        return new Schedule.Period(days, LocalTime.parse(from), LocalTime.parse(to));
    }
}
