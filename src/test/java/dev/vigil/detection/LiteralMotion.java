package dev.vigil.detection;

import java.util.List;

/** The definition of the motion, word by word, slow and with floats: what {@link FightWindow} is tested against. */
final class LiteralMotion {

    private LiteralMotion() {
    }

    /** The largest gated motion of two by two cells of each channel over these samples, which are one window. */
    static double[] of(List<Activations> samples, int pictureWidth, int pictureHeight) {
        double[] strongest = new double[1280];
        for (int channel = 0; channel < 1280; channel++) {
            for (int y = 0; y < 7; y++) {
                for (int x = 0; x < 13; x++) {
                    if ((y + 1.5) * 32 < pictureHeight && (x + 1.5) * 32 < pictureWidth) {
                        strongest[channel] = Math.max(strongest[channel], ofFour(samples, channel, y, x));
                    }
                }
            }
        }
        return strongest;
    }

    private static double ofFour(List<Activations> samples, int channel, int y, int x) {
        double sum = 0;
        for (int row = y; row <= y + 1; row++) {
            for (int column = x; column <= x + 1; column++) {
                sum += mean(samples, channel, row, column) * gate(samples, row, column);
            }
        }
        return sum / 4;
    }

    private static double mean(List<Activations> samples, int channel, int y, int x) {
        double sum = 0;
        for (int i = 1; i < samples.size(); i++) {
            double dt = (samples.get(i).nanos - samples.get(i - 1).nanos) / 1e9;
            double rate = Math.sqrt(0.2 / Math.max(0.1, Math.min(0.4, dt)));
            sum += Math.abs(at(samples.get(i), channel, y, x) - at(samples.get(i - 1), channel, y, x)) * rate;
        }
        return sum / (samples.size() - 1);
    }

    private static double at(Activations sample, int channel, int y, int x) {
        return (sample.levels[(channel * 8 + y) * 14 + x] & 0xff) * 6.0 / 255;
    }

    private static double gate(List<Activations> samples, int y, int x) {
        double most = 0;
        for (Activations sample : samples) {
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    if (y + dy >= 0 && y + dy < 8 && x + dx >= 0 && x + dx < 14) {
                        most = Math.max(most, sample.centres[(y + dy) * 14 + x + dx]);
                    }
                }
            }
        }
        return Math.min(most / 0.2, 1);
    }
}
