package dev.vigil.detection;

import dev.vigil.inference.Outputs;
import dev.vigil.stream.Frame;

/**
 * How one camera's backbone channels moved near people over the last two seconds: reckoned here from the layer itself
 * ({@link FightWindow}), or by the engine, which keeps the past of each camera on its own device ({@link GivenMotion}).
 */
interface Motion {

    /** Takes a newer frame; true where it became a sample of the window, so that there are new numbers. */
    boolean take(Frame frame, Outputs outputs, int index);

    /** Samples in the window. */
    int samples();

    /** Seconds from the oldest sample to the newest. */
    double seconds();

    /** From the last sample but one to the newest. */
    long lastStepNanos();

    /**
     * The largest motion near people of each channel, in units of the activation: the mean of two by two cells, so that
     * it matters little where a movement lies between them. All 0 where there is no window.
     *
     * @param motion receives {@link Activations#CHANNELS} numbers
     * @param cells  receives the strongest cell of each
     */
    void strongest(float[] motion, int[] cells);

    /** Forgets everything. */
    void reset();

    /** Whether there are samples enough to judge by. */
    default boolean ready() {
        return samples() >= FightWindow.LEAST_SAMPLES;
    }

    /** Half of the window: how long ago something must have begun to fill half of it. */
    default long meanAgeNanos() {
        return (long) (seconds() * 1e9 / 2);
    }
}
