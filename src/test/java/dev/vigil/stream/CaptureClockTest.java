package dev.vigil.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vigil.time.TimeSource;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CaptureClockTest {

    private static final long NOON = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    private final HandTime time = new HandTime();
    private final CaptureClock clock = new CaptureClock("gate", time);

    @Test
    void withoutTheSendersClockItIsTheWallTimeOfTheArrivalNotOfTheAsking() {
        assertEquals(NOON - 40, clock.label(time.nanos() - 40_000_000, PacketTimes.NOT_SAID));
    }

    @Test
    void theSendersClockIsBelievedUpToTenSeconds() {
        assertEquals(NOON - 10_000, clock.label(time.nanos(), (NOON - 10_000) * 1000));
        assertEquals(NOON + 10_000, clock.label(time.nanos(), (NOON + 10_000) * 1000));
    }

    @Test
    void aClockThatIsFurtherOffIsNotBelieved() {
        assertEquals(NOON, clock.label(time.nanos(), (NOON - 10_001) * 1000));
        assertEquals(NOON, clock.label(time.nanos(), (NOON + 3_600_000) * 1000));
        assertEquals(NOON, clock.label(time.nanos(), -2_208_988_800_000_000L), "a camera without a clock: year 1900");
    }

    @Test
    void labelsDoNotGoBackWhenTheFirstReportComesIn() {
        assertEquals(NOON, clock.label(time.nanos(), PacketTimes.NOT_SAID));
        time.pass(1000);
        assertEquals(NOON, clock.label(time.nanos(), (NOON - 3000) * 1000));
        time.pass(5000);
        assertEquals(NOON + 2000, clock.label(time.nanos(), (NOON + 2000) * 1000));
    }

    @Test
    void ourOwnClockBeingSetBackByMuchIsFollowed() {
        clock.label(time.nanos(), PacketTimes.NOT_SAID);
        time.wallMillis -= 3_600_000;
        assertEquals(NOON - 3_600_000, clock.label(time.nanos(), PacketTimes.NOT_SAID));
    }

    private static final class HandTime implements TimeSource {

        private long nanos = -5;
        private long wallMillis = NOON;

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public Instant now() {
            return Instant.ofEpochMilli(wallMillis);
        }

        void pass(long millis) {
            nanos += millis * 1_000_000;
            wallMillis += millis;
        }
    }
}
