package dev.vigil.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.stream.FrameMailbox;
import dev.vigil.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose turn it is, with an engine and a clock that are simulated: the same in every run. */
class ScheduleTest {

    private final ManualTime time = new ManualTime();
    private final Schedule schedule = new Schedule(time);
    private final List<Lane> lanes = new ArrayList<>();

    @Test
    void whoeverWasServedLongestAgoIsNextHoweverFramesCome() {
        join(3);
        schedule.offer(lanes.get(2));
        assertEquals(lanes.get(2), schedule.next());
        schedule.offer(lanes.get(2));
        schedule.offer(lanes.get(2));
        schedule.offer(lanes.get(1));
        schedule.offer(lanes.get(0));
        assertEquals(3, schedule.waiting());
        assertEquals(lanes.get(0), schedule.next());
        assertEquals(lanes.get(1), schedule.next());
        assertEquals(lanes.get(2), schedule.next());
        assertNull(schedule.next());
    }

    @Test
    void whoLeftIsNotServedAndCannotWaitAgain() {
        join(2);
        schedule.offer(lanes.get(0));
        schedule.offer(lanes.get(1));
        assertTrue(schedule.leave(lanes.get(0)));
        assertTrue(!schedule.leave(lanes.get(0)), "only once");
        schedule.offer(lanes.get(0));
        assertEquals(lanes.get(1), schedule.next());
        assertNull(schedule.next());
    }

    @Test
    void anAlarmMovesAWaitingLaneToTheFrontAndItsEndBack() {
        join(3);
        lanes.forEach(schedule::offer);
        schedule.urgent(lanes.get(2), true);
        assertEquals(lanes.get(2), schedule.next());
        schedule.offer(lanes.get(2));
        schedule.urgent(lanes.get(2), false);
        assertEquals(lanes.get(0), schedule.next());
        assertEquals(lanes.get(1), schedule.next());
        assertEquals(lanes.get(2), schedule.next());
    }

    @Test
    void underFourTimesTheLoadEveryCameraIsServedEquallyOftenAndNoneWaitsLong() {
        Load load = new Load(40, 0, 8);
        assertEquals(0, load.most() - load.least(), 1, load.toString());
        // 40 places at 8 a run: five runs, and the one that runs when the frame comes.
        assertTrue(load.longestWaitRuns <= 6, load.toString());
    }

    @Test
    void alarmedCamerasKeepTheirFullRateAndTheOthersShareTheRestEvenly() {
        Load load = new Load(40, 4, 8);
        int[] alarmed = Arrays.copyOf(load.served, 4);
        int[] others = Arrays.copyOfRange(load.served, 4, 40);
        assertEquals(Load.RUNS, Arrays.stream(alarmed).min().orElse(0), 2, "an alarmed camera misses nothing");
        assertTrue(Arrays.stream(others).max().orElse(0) - Arrays.stream(others).min().orElse(0) <= 1,
                load.toString());
        assertEquals(4 * Load.RUNS, Arrays.stream(others).sum(), 40);
    }

    @Test
    void evenIfAlmostAllAreAlarmedNobodyStarves() {
        Load load = new Load(40, 39, 4);
        // One place of each four is an ordinary camera's; here there is one only.
        assertEquals(Load.RUNS, load.served[39], 2);
        assertTrue(load.longestWaitRuns <= 39 / 3 + 2, load.toString());
        int[] alarmed = Arrays.copyOf(load.served, 39);
        assertTrue(Arrays.stream(alarmed).max().orElse(0) - Arrays.stream(alarmed).min().orElse(0) <= 1,
                load.toString());
    }

    @Test
    void withTooManyAlarmedAnOrdinaryCameraWaitsAtMostFourRounds() {
        Load load = new Load(40, 20, 4);
        assertTrue(load.longestWaitRuns <= (Schedule.URGENT_IN_A_ROW + 1) * 20 / 4 + 1, load.toString());
    }

    @Test
    void nobodyWaitsForCompanyRightAfterARunNorOnceAllAreThere() {
        join(2);
        schedule.offer(lanes.get(0));
        // The frame came in the instant in which the engine came to rest: no window. A wait would never end here,
        // since this clock stands still.
        assertTrue(schedule.await(2, Duration.ofMillis(5).toNanos(), time.nanos()));
        // The engine had been idle for long, but both lanes wait.
        schedule.offer(lanes.get(1));
        assertTrue(schedule.await(8, Duration.ofMillis(5).toNanos(), time.nanos() - 1_000_000_000L));
    }

    private void join(int count) {
        for (int i = 0; i < count; i++) {
            Lane lane = new Lane(new FrameMailbox(FakeEngine.SIZE), (frame, outputs, index) -> { }, i, null);
            schedule.join(lane);
            lanes.add(lane);
        }
    }

    /** Cameras that each have a new frame for every run of the engine, of which it takes a batch. */
    private final class Load {

        static final int RUNS = 600;

        final int[] served;
        int longestWaitRuns;

        Load(int cameras, int alarmed, int batch) {
            join(cameras);
            served = new int[cameras];
            int[] since = new int[cameras];
            for (int i = 0; i < alarmed; i++) {
                schedule.urgent(lanes.get(i), true);
            }
            for (int run = 0; run < RUNS; run++) {
                lanes.forEach(schedule::offer);
                for (int place = 0; place < batch; place++) {
                    int camera = schedule.next().slot();
                    served[camera]++;
                    longestWaitRuns = Math.max(longestWaitRuns, run - since[camera]);
                    since[camera] = run;
                }
            }
        }

        int most() {
            return Arrays.stream(served).max().orElse(0);
        }

        int least() {
            return Arrays.stream(served).min().orElse(0);
        }

        @Override
        public String toString() {
            return "longest wait " + longestWaitRuns + " runs, served " + Arrays.toString(served);
        }
    }
}
