package dev.vigil.detection;

import dev.vigil.inference.MotionNetwork;
import dev.vigil.inference.Outputs;
import dev.vigil.inference.Tensor;
import dev.vigil.stream.Frame;

/**
 * The motion that an engine reckoned on its own device, by the rules of {@link FightWindow}.
 *
 * <p>Output {@value #OUTPUT} is [N, 2, 1, {@link Activations#CHANNELS}]: the largest motion of each channel, and the
 * cell where it is. Output {@value #WINDOW} is [N, 1, 1, 4]: samples in the window, seconds from the oldest to the
 * newest, seconds between the last two, and 1 where this frame became a sample (else 0). Engines learn of cameras, times
 * and gaps by {@link dev.vigil.inference.Engine#place}.
 */
final class GivenMotion implements Motion {

    static final String OUTPUT = MotionNetwork.MOTION;
    static final String WINDOW = MotionNetwork.WINDOW;

    private final float[] window = new float[4];
    private final float[] numbers = new float[2 * Activations.CHANNELS];

    @Override
    public boolean take(Frame frame, Outputs outputs, int index) {
        Tensor facts = checked(outputs.tensor(WINDOW), window.length);
        Tensor motion = checked(outputs.tensor(OUTPUT), numbers.length);
        facts.data().get(index * window.length, window);
        boolean sampled = window[3] != 0;
        if (sampled) {
            motion.data().get(index * numbers.length, numbers);
        }
        return sampled;
    }

    private static Tensor checked(Tensor tensor, int floats) {
        if (tensor.frameFloats() != floats) {
            throw new IllegalArgumentException(tensor.name() + " must have " + floats + " numbers a frame, not "
                    + tensor.frameFloats());
        }
        return tensor;
    }

    @Override
    public int samples() {
        return (int) window[0];
    }

    @Override
    public double seconds() {
        return window[1];
    }

    @Override
    public long lastStepNanos() {
        return (long) (window[2] * 1e9);
    }

    @Override
    public void strongest(float[] motion, int[] cells) {
        for (int channel = 0; channel < Activations.CHANNELS; channel++) {
            motion[channel] = numbers[channel];
            cells[channel] = Math.max(0, Math.min(Activations.CELLS - 1, (int) numbers[Activations.CHANNELS + channel]));
        }
    }

    @Override
    public void reset() {
        window[0] = 0;
        window[1] = 0;
        window[2] = 0;
    }
}
