package dev.vigil.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.vigil.detection.Activations;
import dev.vigil.detection.FightWindow;
import dev.vigil.inference.SampleTimes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The motion network and {@link SampleTimes} together give what {@link FightWindow} gives: the same samples, and the
 * motion of every channel within a hundred-thousandth of it.
 */
class MotionGraphTest {

    private static final int CAMERAS = 3;
    private static final int CAPACITY = SampleTimes.CAPACITY;
    private static final int LAYER = Activations.CHANNELS * Activations.CELLS;
    private static final int WIDTH = 448;
    private static final int HEIGHT = 200;

    private final FightWindow[] expected = new FightWindow[CAMERAS];
    private final SampleTimes[] times = new SampleTimes[CAMERAS];
    private final ByteBuffer levels = direct(CAMERAS * CAPACITY * LAYER * 2);
    private final FloatBuffer centres = direct(CAMERAS * CAPACITY * Activations.CELLS * 4).asFloatBuffer();
    private final Random random = new Random(3);

    @Test
    void windowsOfSeveralCamerasAtSeveralRatesMoveAsTheHostReckons() throws Exception {
        for (int camera = 0; camera < CAMERAS; camera++) {
            expected[camera] = new FightWindow();
            times[camera] = new SampleTimes();
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(MotionGraph.make())) {
            long now = 5_000_000_000L;
            int compared = 0;
            for (int step = 0; step < 40; step++) {
                // From 12 a second, where not every picture is a sample, to a gap that ends a window.
                now += step == 25 ? 1_500_000_000L : 80_000_000L + random.nextInt(step < 20 ? 60_000_000 : 500_000_000);
                boolean[] sampled = new boolean[CAMERAS];
                for (int camera = 0; camera < CAMERAS; camera++) {
                    long arrival = now + camera * 1_000_000L;
                    sampled[camera] = expected[camera].due(arrival);
                    assertEquals(sampled[camera], times[camera].add(arrival), "step " + step);
                    if (sampled[camera]) {
                        sample(camera, arrival);
                    }
                    assertEquals(expected[camera].samples(), times[camera].samples());
                    assertEquals(expected[camera].seconds(), times[camera].seconds());
                    assertEquals(expected[camera].lastStepNanos(), times[camera].lastStepNanos());
                }
                if (step % 4 == 3 || step == 25) {
                    compare(environment, session);
                    compared++;
                }
            }
            assertTrue(compared >= 10);
        }
    }

    /** A picture of noise, people in a third of the cells. */
    private void sample(int camera, long arrival) {
        Activations picture = new Activations();
        random.nextBytes(picture.levels);
        for (int cell = 0; cell < Activations.CELLS; cell++) {
            picture.centres[cell] = random.nextInt(30) == 0 ? random.nextFloat() * 0.4f : 0.01f * random.nextFloat();
        }
        picture.nanos = arrival;
        expected[camera].add(picture, WIDTH, HEIGHT);
        int place = camera * CAPACITY + times[camera].newest();
        for (int i = 0; i < LAYER; i++) {
            levels.putShort((place * LAYER + i) * 2, Half.of(picture.levels[i] & 0xff));
        }
        centres.put(place * Activations.CELLS, picture.centres);
    }

    private void compare(OrtEnvironment environment, OrtSession session) throws Exception {
        long[][] window = new long[CAMERAS][CAPACITY];
        float[][] weights = new float[CAMERAS][CAPACITY - 1];
        float[][] used = new float[CAMERAS][CAPACITY];
        float[][] cells = new float[CAMERAS][Activations.CELLS];
        for (int camera = 0; camera < CAMERAS; camera++) {
            times[camera].window(window[camera], weights[camera], used[camera]);
            for (int i = 0; i < CAPACITY; i++) {
                window[camera][i] += (long) camera * CAPACITY;
            }
            // 200 rows of pixels: the centres of six rows of cells lie within.
            Arrays.fill(cells[camera], 0, 6 * Activations.COLUMNS, 1);
        }
        long samples = (long) CAMERAS * CAPACITY;
        levels.rewind();
        try (OnnxTensor l = OnnxTensor.createTensor(environment, levels, new long[] {samples, Activations.CHANNELS,
                Activations.CELLS}, OnnxJavaType.FLOAT16);
             OnnxTensor c = OnnxTensor.createTensor(environment, centres.rewind(), new long[] {samples,
                     Activations.CELLS});
             OnnxTensor w = OnnxTensor.createTensor(environment, LongBuffer.wrap(flat(window)),
                     new long[] {CAMERAS, CAPACITY});
             OnnxTensor f = OnnxTensor.createTensor(environment, weights);
             OnnxTensor u = OnnxTensor.createTensor(environment, used);
             OnnxTensor v = OnnxTensor.createTensor(environment, cells);
             OrtSession.Result result = session.run(Map.of("levels", l, "centres", c, "window", w, "weights", f,
                     "used", u, "cells", v))) {
            FloatBuffer found = ((OnnxTensor) result.get("motion").orElseThrow()).getFloatBuffer();
            float[] motion = new float[Activations.CHANNELS];
            int[] where = new int[Activations.CHANNELS];
            for (int camera = 0; camera < CAMERAS; camera++) {
                expected[camera].strongest(motion, where);
                int elsewhere = 0;
                for (int channel = 0; channel < Activations.CHANNELS; channel++) {
                    float value = found.get(camera * 2 * Activations.CHANNELS + channel);
                    assertEquals(motion[channel], value, 1e-5f * Math.max(1, motion[channel]));
                    elsewhere += where[channel]
                            == (int) found.get((camera * 2 + 1) * Activations.CHANNELS + channel) ? 0 : 1;
                }
                // Steps of 1 in 255 tie often, and which of two equal cells is the larger is left to the last digit.
                assertTrue(elsewhere <= Activations.CHANNELS / 100, elsewhere + " channels are strongest elsewhere");
            }
        }
    }

    private static long[] flat(long[][] rows) {
        return Arrays.stream(rows).flatMapToLong(Arrays::stream).toArray();
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
