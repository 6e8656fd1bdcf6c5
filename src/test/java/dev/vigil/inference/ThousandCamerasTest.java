package dev.vigil.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.stream.FrameMailbox;
import dev.vigil.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A minute of a thousand cameras with three frames a second each, and an engine like an H100 (1.5 ms and 0.05 ms a
 * frame), second for second in a time of its own: what the machine is at meanwhile changes nothing.
 */
class ThousandCamerasTest {

    private static final int CAMERAS = 1000;
    private static final double EVERY_MILLIS = 1000 / 3.0;
    private static final double SECONDS = 60;

    @Test
    void waitingAndBatchTakeLessThanTwentyMillisecondsAndNobodyStarves() {
        Simulation simulation = new Simulation(1.5, 0.05, 0);
        simulation.run();
        assertTrue(simulation.percentile(0.99) <= 20, simulation::toString);
        assertTrue(simulation.least() >= 176 && simulation.most() <= 184, simulation::toString);
        assertEquals(0, simulation.replaced, simulation::toString);
    }

    @Test
    void anEngineThatCarriesTwoThirdsServesAllEvenlyAndAlarmedCamerasFully() {
        Simulation simulation = new Simulation(1.5, 0.465, 50);
        simulation.run();
        assertTrue(simulation.leastAlarmed() >= 176, simulation::toString);
        assertTrue(simulation.most() - simulation.least() <= 4, simulation::toString);
        // 32 / (1.5 + 32 * 0.465) ms are 1950 a second: 150 for the alarmed, the rest for 950.
        assertEquals(60 * 1800 / 950.0, simulation.least(), 4, simulation.toString());
        assertTrue(simulation.longestGapMillis <= 1000, simulation::toString);
    }

    private static final class Simulation {

        final ManualTime time = new ManualTime();
        final Schedule schedule = new Schedule(time);
        final BatchCosts costs = new BatchCosts(new int[] {1, 2, 4, 8, 16, 32}, 32, 100_000_000L);
        final Random random = new Random(11);
        final double fixed;
        final double perFrame;
        final int alarmed;
        final Lane[] lanes = new Lane[CAMERAS];
        final double[] due = new double[CAMERAS];
        final double[] arrived = new double[CAMERAS];
        final double[] servedAt = new double[CAMERAS];
        final int[] served = new int[CAMERAS];
        final List<Double> took = new ArrayList<>();
        double now;
        double firstAt;
        double longestGapMillis;
        int replaced;
        int batches;

        Simulation(double fixed, double perFrame, int alarmed) {
            this.fixed = fixed;
            this.perFrame = perFrame;
            this.alarmed = alarmed;
            FrameMailbox mailbox = new FrameMailbox(FakeEngine.SIZE);
            for (int i = 0; i < CAMERAS; i++) {
                lanes[i] = new Lane(mailbox, (frame, outputs, index) -> { }, i, null);
                schedule.join(lanes[i]);
                schedule.urgent(lanes[i], i < alarmed);
                due[i] = random.nextDouble() * EVERY_MILLIS;
            }
        }

        /** Milliseconds all along. */
        void run() {
            double idleSince = -100;
            while (now < SECONDS * 1000) {
                if (schedule.waiting() == 0) {
                    arriveUntil(Arrays.stream(due).min().orElseThrow());
                }
                double end = firstAt + Schedule.window(5_000_000, (long) (firstAt * 1e6), (long) (idleSince * 1e6))
                        / 1e6;
                while (now < end && schedule.waiting() < costs.full()) {
                    arriveUntil(Math.min(end, Arrays.stream(due).min().orElseThrow()));
                }
                idleSince = serve();
            }
        }

        private double serve() {
            int size = costs.choose(schedule.waiting());
            int[] batch = new int[size];
            double[] since = new double[size];
            for (int i = 0; i < size; i++) {
                batch[i] = schedule.next().slot();
                since[i] = arrived[batch[i]];
            }
            double run = (fixed + perFrame * Integer.highestOneBit(2 * size - 1)) * (1 + 0.1 * random.nextGaussian());
            costs.ran(size, (long) (run * 1e6));
            arriveUntil(now + run);
            batches++;
            for (int i = 0; i < size; i++) {
                took.add(now - since[i]);
                if (served[batch[i]]++ > 0) {
                    longestGapMillis = Math.max(longestGapMillis, now - servedAt[batch[i]]);
                }
                servedAt[batch[i]] = now;
            }
            return now;
        }

        /** Frames come a tenth of their distance early or late. */
        private void arriveUntil(double until) {
            for (int i = 0; i < CAMERAS; i++) {
                while (due[i] <= until) {
                    firstAt = schedule.waiting() == 0 ? due[i] : firstAt;
                    replaced += lanes[i].queued ? 1 : 0;
                    arrived[i] = due[i];
                    schedule.offer(lanes[i]);
                    due[i] += EVERY_MILLIS * (0.9 + 0.2 * random.nextDouble());
                }
            }
            time.pass(Duration.ofNanos((long) ((until - now) * 1e6)));
            now = until;
        }

        double percentile(double share) {
            return took.stream().mapToDouble(Double::doubleValue).sorted().toArray()[(int) (took.size() * share)];
        }

        int least() {
            return Arrays.stream(served, alarmed, CAMERAS).min().orElseThrow();
        }

        int most() {
            return Arrays.stream(served, alarmed, CAMERAS).max().orElseThrow();
        }

        int leastAlarmed() {
            return Arrays.stream(served, 0, alarmed).min().orElseThrow();
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.1f batches a second of %.1f frames; wait and batch p50 %.1f p99 %.1f"
                    + " max %.1f ms; a camera's frames %d to %d, alarmed from %d; replaced %d; longest gap %.0f ms",
                    batches / SECONDS, (double) took.size() / batches, percentile(0.5), percentile(0.99),
                    percentile(0.9999), least(), most(), alarmed == 0 ? 0 : leastAlarmed(), replaced,
                    longestGapMillis);
        }
    }
}
