package dev.vigil.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** A stream that reads a calm camera's packets as {@link VideoStream} does, in a time of its own. */
class PacketPaceTest {

    private static final long MILLISECOND = 1_000_000;
    private static final long START = -5_000_000_000L;

    private final PacketPace pace = new PacketPace();
    private final Random random = new Random(7);
    private long now = START;
    private int sleeps;
    private long latest;
    private long mostWrong;
    /** None is awaited. */
    private long keyDue = START;
    /** A watched camera: every so manieth packet's picture is sampled; 0 for a calm one. */
    private int sampled;
    private int received;
    private long handling = MILLISECOND / 5;
    private long latestSampled;

    /**
     * @param rate    a second, by our clock
     * @param stamped a second, by the sender's stamps
     * @param jitter  by how much of a millisecond a packet comes late at most
     */
    private void watch(int packets, double rate, double stamped, int jitter) {
        pace.connected(now);
        long begun = now;
        for (int i = 1; i <= packets; i++) {
            long due = begun + Math.round(i * 1e9 / rate) + random.nextInt(jitter + 1) * MILLISECOND;
            receive(due, Math.round(i * 1e9 / stamped));
        }
    }

    private void receive(long due, long stamp) {
        long asked = now;
        if (due > now) {
            now = due;
            sleeps++;
        }
        long arrival = pace.arrival(asked, now, stamp);
        assertTrue(arrival <= now, "seen before it came");
        latest = Math.max(latest, now - due);
        received++;
        if (sampled > 0 && received % sampled == 0) {
            latestSampled = Math.max(latestSampled, now - due);
        }
        mostWrong = Math.max(mostWrong, Math.abs(arrival - due));
        now += handling;
        long rest = sampled == 0 ? pace.restNanos(now, keyDue)
                : pace.restBefore(now, sampled - 1 - received % sampled);
        now += rest;
        sleeps += rest > 0 ? 1 : 0;
    }

    private void assertWithin(int mostSleeps, double mostLateMillis, double mostWrongMillis) {
        assertTrue(sleeps <= mostSleeps, sleeps + " sleeps");
        assertTrue(latest <= mostLateMillis * MILLISECOND, latest / 1e6 + " ms late");
        assertTrue(mostWrong <= mostWrongMillis * MILLISECOND, mostWrong / 1e6 + " ms wrong");
    }

    private void assertSampledWithin(double mostLateMillis) {
        assertTrue(latestSampled <= mostLateMillis * MILLISECOND, latestSampled / 1e6 + " ms late is what the model sees");
    }

    @Test
    void threeAreReadAtATimeAndTheirArrivalsAreKnown() {
        watch(900, 15, 15, 0);
        assertWithin(440, 145, 1);
        assertTrue(latest > 100 * MILLISECOND, "nothing was left to wait");
    }

    @Test
    void packetsThatComeUnevenlyAreNoLater() {
        watch(900, 15, 15, 20);
        assertWithin(580, 165, 25);
    }

    @Test
    void aSendersClockThatRunsWrongLeadsNotAstray() {
        watch(900, 15.2, 15, 5);
        assertWithin(580, 180, 45);
        watch(900, 14.8, 15, 5);
        assertWithin(1160, 180, 45);
    }

    @Test
    void moreAreReadAtATimeWhereTheyComeFaster() {
        watch(1800, 30, 30, 2);
        assertWithin(750, 150, 5);
    }

    @Test
    void whatComesSeldomIsWaitedFor() {
        watch(100, 5, 5, 0);
        assertWithin(100, 0, 0);
    }

    @Test
    void withoutStampsEachIsWaitedFor() {
        pace.connected(now);
        for (int i = 1; i <= 100; i++) {
            receive(START + i * 66 * MILLISECOND, PacketTimes.NOT_SAID);
        }
        assertWithin(100, 0, 0);
    }

    /** Four are decoded at once, and the fifth as it comes. */
    @Test
    void aWatchedCamerasPacketsWaitForTheOneThatIsSampled() {
        sampled = 5;
        watch(900, 15, 15, 0);
        assertWithin(480, 215, 1);
        assertSampledWithin(2);
        assertTrue(latest > 190 * MILLISECOND, "nothing was left to wait");
    }

    @Test
    void whatIsSampledIsNoLaterWherePacketsComeUnevenly() {
        sampled = 5;
        watch(900, 15, 15, 20);
        assertWithin(620, 235, 25);
        assertSampledWithin(10);
    }

    @Test
    void ofSamplesFarApartNotMoreWaitThanASocketTakes() {
        sampled = 30;
        watch(900, 15, 15, 0);
        assertWithin(390, 315, 1);
        assertSampledWithin(2);
    }

    @Test
    void noMoreWaitThanAreDecodedBeforeTheSampledOneComes() {
        sampled = 5;
        handling = 25 * MILLISECOND;
        watch(900, 15, 15, 0);
        assertWithin(610, 145, 1);
        assertSampledWithin(2);
    }

    @Test
    void ofPicturesThatTakeLongToDecodeEachIsReadAsItComes() {
        sampled = 5;
        handling = 40 * MILLISECOND;
        watch(900, 15, 15, 0);
        assertWithin(900, 0, 0);
    }

    @Test
    void whereEachPictureIsSampledEachIsReadAsItComes() {
        sampled = 1;
        watch(900, 15, 15, 5);
        assertWithin(900, 0, 0);
    }

    @Test
    void aKeyPictureIsReadWhenItComes() {
        pace.connected(now);
        long interval = 66_666_667;
        for (int i = 1; i <= 900; i++) {
            boolean key = i % 31 == 0;
            keyDue = START + (i / 31 + 1) * 31 * interval;
            long before = latest;
            latest = 0;
            receive(START + i * interval, i * interval);
            assertTrue(!key || latest <= 10 * MILLISECOND, latest / 1e6 + " ms late");
            latest = Math.max(latest, before);
        }
        assertWithin(470, 145, 10);
    }

    /** As some cameras send over wireless networks. */
    @Test
    void burstsAreReadAsTheyCome() {
        pace.connected(now);
        for (int burst = 1; burst <= 100; burst++) {
            for (int i = 0; i < 5; i++) {
                receive(START + burst * 333 * MILLISECOND, (burst * 5 + i) * 66_600_000L);
            }
        }
        assertWithin(100, 1, 1);
    }

    /** The camera wakes on a host that decodes more slowly than packets come: the batcher would drop what is old. */
    @Test
    void whatCameAfterTheRestArrivesWhenItIsRead() {
        long interval = 66_666_667;
        watch(900, 15, 15, 0);
        for (int i = 1; i <= 30; i++) {
            long asked = now;
            long arrival = pace.arrival(asked, now, Math.round((900 + i) * 1e9 / 15));
            assertTrue(i <= 3 || arrival == now, (now - arrival) / 1e6 + " ms old");
            now += 2 * interval;
        }
    }

    @Test
    void aNewConnectionsStampsBeginAnew() {
        watch(100, 15, 15, 0);
        pace.connected(now);
        long asked = now;
        now += 40 * MILLISECOND;
        assertEquals(now, pace.arrival(asked, now, 3));
        assertEquals(0, pace.restNanos(now, now), "at what interval they come is not known yet");
    }
}
