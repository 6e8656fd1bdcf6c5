package dev.vigil.detection;

import static dev.vigil.detection.Activations.CHANNELS;

/**
 * The numbers that the fight head weighs: for each channel the logarithm of its strongest motion (how much moves), then
 * for each channel the square root of its share in the mean of all channels (what kind of motion it is, however dark
 * or far away).
 */
public final class FightFeatures {

    /** Names this definition; a head that was trained on another one does not fit. */
    public static final String DEFINITION = "log-and-share-2";
    public static final int COUNT = 2 * CHANNELS;

    /** Keeps what is as good as still from mattering. */
    private static final float STILL = 0.02f;

    private FightFeatures() {
    }

    /**
     * Fills {@code features} ({@link #COUNT} numbers).
     *
     * @param motion of each channel, from {@link FightWindow#strongest}
     */
    public static void of(float[] motion, float[] features) {
        float mean = 0;
        for (int channel = 0; channel < CHANNELS; channel++) {
            mean += motion[channel];
        }
        mean = mean / CHANNELS + STILL;
        for (int channel = 0; channel < CHANNELS; channel++) {
            features[channel] = (float) Math.log(motion[channel] + STILL);
            features[CHANNELS + channel] = (float) Math.sqrt(motion[channel] / mean);
        }
    }
}
