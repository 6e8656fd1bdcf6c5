package dev.vigil.bench;

import dev.vigil.detection.Activations;
import dev.vigil.detection.PeopleReader;
import dev.vigil.inference.Engine;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.Outputs;
import dev.vigil.inference.Tensor;
import dev.vigil.inference.TensorTable;
import dev.vigil.stream.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands in for an engine on a GPU: it sleeps as long as the card would compute, and gives what that path gives: people
 * already decoded, and the motion of the backbone reckoned beside a past of each camera on the device. The numbers are
 * a calm street's; no pixel is looked at.
 */
public final class SimulatedEngine implements Engine {

    /** What a run takes: {@code fixed} and {@code perFrame} of the bucket, in milliseconds, give or take a tenth. */
    public record Curve(double fixed, double perFrame) {

        @Override
        public String toString() {
            return fixed + " ms + " + perFrame + " ms a frame";
        }
    }

    private static final int ROWS = 12;
    private static final int MAX_BATCH = 32;
    private static final long SAMPLE_EVERY_NANOS = 150_000_000L;
    private static final int WINDOW_SAMPLES = 6;

    private final ModelBundle bundle;
    private final Curve curve;
    private final ByteBuffer input;
    private final TensorTable outputs;
    private final FloatBuffer people;
    private final FloatBuffer window;
    private final float[] person = new float[PeopleReader.NUMBERS];
    private final float[] facts = new float[4];
    private final int[] slots = new int[MAX_BATCH];
    private final long[] arrivals = new long[MAX_BATCH];
    private final long[] sampled;
    private final int[] samples;
    private final Random random = new Random(7);

    /** @param cameras the most that take part */
    public SimulatedEngine(ModelBundle bundle, Curve curve, int cameras) {
        this.bundle = bundle;
        outputs = new TensorTable(bundle);
        this.curve = curve;
        input = ByteBuffer.allocateDirect(MAX_BATCH * bundle.input().rgbBytes());
        people = add(PeopleReader.OUTPUT, 1, ROWS, PeopleReader.NUMBERS);
        FloatBuffer motion = add("motion", 2, 1, Activations.CHANNELS);
        window = add("window", 1, 1, 4);
        for (int i = 0; i < motion.capacity(); i++) {
            boolean cell = i / Activations.CHANNELS % 2 == 1;
            motion.put(i, cell ? random.nextInt(Activations.CELLS) : 0.02f * random.nextFloat());
        }
        sampled = new long[cameras];
        samples = new int[cameras];
    }

    private FloatBuffer add(String name, int channels, int height, int width) {
        FloatBuffer data = ByteBuffer.allocateDirect(MAX_BATCH * channels * height * width * Float.BYTES)
                .order(ByteOrder.nativeOrder()).asFloatBuffer();
        outputs.add(new Tensor(name, channels, height, width, data));
        return data;
    }

    @Override
    public String name() {
        return "simulated GPU, " + curve;
    }

    @Override
    public ModelBundle bundle() {
        return bundle;
    }

    @Override
    public int maxBatch() {
        return MAX_BATCH;
    }

    @Override
    public ByteBuffer input() {
        return input;
    }

    @Override
    public void place(int place, int slot, boolean anew, Frame frame) {
        slots[place] = slot;
        arrivals[place] = frame.arrivalNanos;
        if (anew) {
            samples[slot] = 0;
            sampled[slot] = frame.arrivalNanos - SAMPLE_EVERY_NANOS;
        }
    }

    @Override
    public void run(int frames) {
        int bucket = Integer.highestOneBit(2 * frames - 1);
        double millis = (curve.fixed + curve.perFrame * bucket) * (1 + 0.1 * random.nextGaussian());
        long end = System.nanoTime() + (long) (millis * 1e6);
        for (int i = 0; i < frames; i++) {
            see(i);
        }
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Two people who walk, and whether the frame is a sample. */
    private void see(int place) {
        int slot = slots[place];
        float step = (float) (arrivals[place] % 20_000_000_000L / 1e9) * 15;
        for (int i = 0; i < 2; i++) {
            float x = 20 + (step + 97 * i + slot) % 300;
            person[0] = 0.5f;
            person[1] = x;
            person[2] = 80;
            person[3] = x + 40;
            person[4] = 200;
            for (int k = 5; k < person.length; k += 3) {
                person[k] = x + k % 40;
                person[k + 1] = 80 + 2 * k % 120;
                person[k + 2] = 0.5f;
            }
            people.put((place * ROWS + i) * person.length, person);
        }
        boolean sample = arrivals[place] - sampled[slot] >= SAMPLE_EVERY_NANOS;
        if (sample) {
            facts[2] = (arrivals[place] - sampled[slot]) / 1e9f;
            sampled[slot] = arrivals[place];
            samples[slot] = Math.min(samples[slot] + 1, WINDOW_SAMPLES);
        }
        facts[0] = samples[slot];
        facts[1] = (samples[slot] - 1) * 0.33f;
        facts[3] = sample ? 1 : 0;
        window.put(place * facts.length, facts);
    }

    @Override
    public Outputs outputs() {
        return outputs;
    }

    @Override
    public void close() {
        // Nothing native is held but buffers.
    }
}
