package dev.vigil.calibration;

import dev.vigil.detection.Assessment;
import dev.vigil.detection.Judge;
import dev.vigil.detection.Scene;

/**
 * A judge whose confidences are shifted by an offset in logits, {@code c' = 100 / (1 + exp(-(logit(c) + offset)))}: the
 * order of any two moments stays as it was. What the judge said before that goes to a meter, so that an offset is
 * always fitted to the judge itself and not to an earlier offset.
 */
public final class Calibrated implements Judge {

    private final Judge judge;
    private final double offset;
    private final MinuteMeter meter;

    /** @param offset 0 leaves every assessment as it is */
    public Calibrated(Judge judge, double offset, MinuteMeter meter) {
        this.judge = judge;
        this.offset = offset;
        this.meter = meter;
    }

    @Override
    public Assessment judge(Scene scene) {
        Assessment said = judge.judge(scene);
        meter.accept(said);
        return shifted(said, offset);
    }

    @Override
    public void reset() {
        judge.reset();
    }

    static Assessment shifted(Assessment said, double offset) {
        return offset == 0 ? said : said.withConfidence(shifted(said.confidence(), offset));
    }

    /** What a confidence becomes under an offset. */
    public static double shifted(double confidence, double offset) {
        return offset == 0 ? confidence : Logit.confidence(Logit.of(confidence) + offset);
    }
}
