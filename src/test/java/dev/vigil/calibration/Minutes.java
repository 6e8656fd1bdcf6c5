package dev.vigil.calibration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Made-up footage. */
public final class Minutes {

    public static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

    private Minutes() {
    }

    public static Minute at(int minute, double peak) {
        return new Minute(BEGIN.plusSeconds(60L * minute), peak, 60, false);
    }

    /** @param peaks confidence of each minute */
    public static List<Minute> of(int count, IntToDoubleFunction peaks) {
        List<Minute> minutes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            minutes.add(at(i, peaks.applyAsDouble(i)));
        }
        return minutes;
    }

    /**
     * Peaks whose logits fall exponentially above -3, so that a minute is above level u with probability
     * exp(-(u + 3) / scale).
     */
    public static List<Minute> exponential(double hours, double scale, long seed) {
        Random dice = new Random(seed);
        return of((int) (hours * 60), i -> Logit.confidence(-3 - scale * Math.log(1 - dice.nextDouble())));
    }
}
