package dev.vigil.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FightWindowTest {

    private final FightWindow window = new FightWindow();
    private final float[] motion = new float[Activations.CHANNELS];
    private final int[] cells = new int[Activations.CHANNELS];

    @ParameterizedTest
    @CsvSource({"448, 252", "341, 256", "448, 256", "250, 100"})
    void theRunningSumGivesWhatTheDefinitionGivesForIrregularTimesAndAnyMargin(int width, int height) {
        Random random = new Random(width + height);
        List<Activations> all = new ArrayList<>();
        long now = 5_000_000_000L;
        for (int i = 0; i < 40; i++) {
            now += 150_000_000L + random.nextInt(300_000_000);
            all.add(random(random, now));
            window.add(all.get(i), width, height);
        }
        long end = now;
        List<Activations> inside = all.stream().filter(sample -> end - sample.nanos <= 1_950_000_000L).toList();
        window.strongest(motion, cells);
        assertEquals(inside.size(), window.samples());
        double[] expected = LiteralMotion.of(inside, width, height);
        for (int channel = 0; channel < motion.length; channel++) {
            assertEquals(expected[channel], motion[channel], 2e-3 * expected[channel], "channel " + channel);
        }
    }

    @Test
    void aGapStartsTheWindowAnew() {
        Random random = new Random(3);
        for (int i = 0; i < 8; i++) {
            window.add(random(random, i * 200_000_000L), 448, 256);
        }
        assertTrue(window.ready());
        Activations late = random(random, 7 * 200_000_000L + 1_101_000_000L);
        window.add(late, 448, 256);
        assertEquals(1, window.samples());
        assertFalse(window.ready());
        window.strongest(motion, cells);
        assertArrayEquals(new float[Activations.CHANNELS], motion);
        Activations next = random(random, late.nanos + 200_000_000L);
        window.add(next, 448, 256);
        window.strongest(motion, cells);
        assertEquals(LiteralMotion.of(List.of(late, next), 448, 256)[7], motion[7], 2e-3);
    }

    @Test
    void aCalmCamerasLooksKeepOneSampleAndAllocateNothing() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Activations look = new Activations();
        long allocated = 0;
        for (int i = 0; i < 100; i++) {
            look.nanos = i * 10_000_000_000L;
            long before = threads.getCurrentThreadAllocatedBytes();
            window.add(look, 448, 256);
            allocated += i == 0 ? 0 : threads.getCurrentThreadAllocatedBytes() - before;
            assertEquals(1, window.samples());
        }
        assertTrue(allocated < look.levels.length, allocated + " bytes for 99 looks");
    }

    @Test
    void whereFramesComeSlowlyTheWindowGrowsToHoldFiveSamplesAndNoMore() {
        Random random = new Random(4);
        List<Activations> all = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            all.add(random(random, i * 700_000_000L));
            window.add(all.get(i), 448, 256);
        }
        assertEquals(5, window.samples());
        window.strongest(motion, cells);
        assertEquals(LiteralMotion.of(all.subList(4, 9), 448, 256)[7], motion[7], 2e-3);
    }

    @Test
    void samplesAreTakenByTimeWhateverTheFrameRate() {
        for (int rate : new int[] {2, 3, 5, 6, 10, 15, 30}) {
            window.reset();
            Activations still = new Activations();
            for (int frame = 0; frame < 4 * rate; frame++) {
                if (window.due(frame * 1_000_000_000L / rate)) {
                    still.nanos = frame * 1_000_000_000L / rate;
                    window.add(still, 448, 256);
                }
            }
            int samples = window.samples();
            assertTrue(rate < 5 ? samples <= 6 : samples >= 9 && samples <= 12, rate + " a second: " + samples);
        }
    }

    @Test
    void theMotionOfAWanderingPatternIsAboutTheSameAtAnyFrameRate() {
        float[] usual = wandering(5, 20);
        for (double rate : new double[] {2.5, 3.3, 7.5, 15}) {
            float[] other = wandering(rate, 20);
            // The largest of means over few differences is a little larger than over many.
            assertEquals(1, mean(other) / mean(usual), rate < 3 ? 0.3 : 0.2, rate + " a second");
        }
    }

    @Test
    void levelsAreWithinHalfAStepAndWhatIsOutOfRangeGoesToTheEnds() {
        float[] values = new float[Activations.CHANNELS * Activations.CELLS];
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = 6 * random.nextFloat();
        }
        values[0] = 7;
        values[1] = -1;
        values[2] = Float.NaN;
        byte[] levels = new byte[values.length];
        Activations.quantise(values, levels);
        assertEquals(255, levels[0] & 0xff);
        assertEquals(0, levels[1]);
        assertEquals(0, levels[2]);
        for (int i = 3; i < values.length; i++) {
            assertEquals(values[i], (levels[i] & 0xff) * Activations.STEP, Activations.STEP / 2 + 1e-5);
        }
    }

    /** A random walk of every level (its change grows with the root of time), seen at that rate for some seconds. */
    private float[] wandering(double rate, int seconds) {
        Random random = new Random(9);
        window.reset();
        Activations sample = new Activations();
        Arrays.fill(sample.centres, 1);
        int[] levels = new int[sample.levels.length];
        Arrays.fill(levels, 128);
        double due = 0;
        for (int tick = 0; tick < seconds * 30; tick++) {
            for (int i = 0; i < 14 * Activations.CELLS; i++) {
                levels[i] = Math.max(0, Math.min(255, levels[i] + (int) Math.round(3 * random.nextGaussian())));
                sample.levels[i] = (byte) levels[i];
            }
            if (tick / 30.0 >= due - 1e-9) {
                due += 1 / rate;
                sample.nanos = tick * 1_000_000_000L / 30;
                if (window.due(sample.nanos)) {
                    window.add(sample, 448, 256);
                }
            }
        }
        window.strongest(motion, cells);
        return motion.clone();
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static Activations random(Random random, long nanos) {
        Activations sample = new Activations();
        random.nextBytes(sample.levels);
        for (int cell = 0; cell < Activations.CELLS; cell++) {
            sample.centres[cell] = random.nextInt(10) == 0 ? random.nextFloat() * 0.4f : 0;
        }
        sample.nanos = nanos;
        return sample;
    }
}
