package dev.vigil.calibration;

/** Confidences, 0 to 100, on the scale on which they are shifted: ln(p / (1 - p)). */
final class Logit {

    /** Closer to certainty than this nothing is told apart; it keeps 0 and 100 finite. */
    private static final double LEAST = 0.01;

    private Logit() {
    }

    static double of(double confidence) {
        double bounded = Math.min(100 - LEAST, Math.max(LEAST, confidence));
        return Math.log(bounded / (100 - bounded));
    }

    static double confidence(double logit) {
        return 100 / (1 + Math.exp(-logit));
    }
}
