package dev.vigil.detection;

import dev.vigil.detection.ClassifierRules.Activation;
import dev.vigil.detection.ClassifierRules.Label;
import dev.vigil.inference.Clip;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.Outputs;
import dev.vigil.inference.Tensor;
import dev.vigil.stream.Frame;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Judges one camera by a classifier's labels. Each kind of crime is as sure as the labels that mean it, together where
 * they exclude each other (softmax), else the surest of them; the kind with the highest confidence counts, of equal
 * ones the graver. It sees what its model was trained for and nothing else: no people, no places.
 */
public final class ClassifierDetector implements Detector {

    /** Below this confidence the scene is calm and not worth a sentence. */
    private static final double WORTH_TELLING = 20;
    private static final People NOBODY = new People(0);
    private static final CrimeType[] TYPES = CrimeType.values();

    private final ModelBundle bundle;
    private final ClassifierRules rules;
    /** The kinds that its labels mean, by their ordinals. */
    private final int[] types;
    private final double[] scores;
    private final double[] byType = new double[TYPES.length];
    /** The last confidences of each kind, and when they were judged, as rings. */
    private final double[][] recent;
    private final long[] recentNanos;
    private final double[] sorted;
    private int judged;
    private long lastNanos;
    private Outputs known;
    private Tensor numbers;
    private int toldLabel = -1;
    private long toldPercent;
    private String told = "calm";

    /** @throws EngineException with one line where the bundle does not say what its labels mean */
    public ClassifierDetector(ModelBundle bundle) {
        this.bundle = bundle;
        rules = ClassifierRules.of(bundle);
        types = rules.labels().stream().flatMap(label -> label.type().stream()).mapToInt(CrimeType::ordinal)
                .distinct().sorted().toArray();
        scores = new double[rules.labels().size()];
        recent = new double[TYPES.length][rules.smoothing()];
        recentNanos = new long[rules.smoothing()];
        sorted = new double[rules.smoothing()];
    }

    /** @throws EngineException where the output has another number of numbers than there are labels */
    @Override
    public Assessment assess(Frame frame, Outputs outputs, int index) {
        look(outputs);
        score(index);
        weigh();
        long spacing = judged == 0 ? 0 : frame.arrivalNanos - lastNanos;
        lastNanos = frame.arrivalNanos;
        remember(frame.arrivalNanos);
        int foremost = types[0];
        double most = sustained(foremost);
        for (int i = 1; i < types.length; i++) {
            double confidence = sustained(types[i]);
            if (confidence > most || Double.isNaN(most)) {
                foremost = types[i];
                most = confidence;
            }
        }
        return new Assessment(frame.arrivalNanos, Instant.ofEpochMilli(frame.captureMillis), most, TYPES[foremost],
                why(foremost, most), null, lag(frame.arrivalNanos, spacing));
    }

    private void look(Outputs outputs) {
        if (outputs == known) {
            return;
        }
        numbers = outputs.tensor(rules.output());
        if (numbers.frameFloats() != scores.length) {
            throw new EngineException("model bundle " + bundle.name() + " names " + scores.length
                    + " labels, but its output " + numbers.name() + " gives " + numbers.frameFloats() + " numbers");
        }
        known = outputs;
    }

    private void score(int index) {
        for (int i = 0; i < scores.length; i++) {
            scores[i] = numbers.data().get(index * scores.length + i);
        }
        switch (rules.activation()) {
            case SOFTMAX -> softmax();
            case SIGMOID -> Arrays.setAll(scores, i -> 1 / (1 + Math.exp(-scores[i])));
            case NONE -> Arrays.setAll(scores, i -> scores[i] < 0 || scores[i] > 1 ? Double.NaN : scores[i]);
            default -> throw new IllegalStateException("no such activation: " + rules.activation());
        }
    }

    private void softmax() {
        double largest = Arrays.stream(scores).max().orElseThrow();
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.exp(scores[i] - largest);
            sum += scores[i];
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] /= sum;
        }
    }

    private void weigh() {
        Arrays.fill(byType, 0);
        for (int i = 0; i < scores.length; i++) {
            Optional<CrimeType> type = rules.labels().get(i).type();
            if (type.isPresent()) {
                int of = type.get().ordinal();
                byType[of] = rules.activation() == Activation.SOFTMAX ? Math.min(1, byType[of] + scores[i])
                        : Math.max(byType[of], scores[i]);
            }
        }
    }

    private void remember(long nanos) {
        int place = judged++ % rules.smoothing();
        recentNanos[place] = nanos;
        for (int type : types) {
            recent[type][place] = rules.confidence(byType[type]);
        }
    }

    /** The median of the last confidences; while there are fewer, the least: one odd picture begins no alarm. */
    private double sustained(int type) {
        System.arraycopy(recent[type], 0, sorted, 0, sorted.length);
        if (judged < sorted.length) {
            Arrays.sort(sorted, 0, judged);
            return sorted[0];
        }
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Half a clip, and half of what the median waits for. */
    private long lag(long now, long spacing) {
        int held = Math.min(judged, rules.smoothing());
        long oldest = recentNanos[judged <= rules.smoothing() ? 0 : judged % rules.smoothing()];
        long waited = held < 2 ? 0 : (now - oldest) / 2;
        Optional<Clip> clip = bundle.clip();
        if (clip.isEmpty()) {
            return waited;
        }
        long stride = clip.get().isTimed() ? clip.get().strideNanos() : spacing / clip.get().hop();
        return waited + stride * (clip.get().frames() - 1) / 2;
    }

    /** Makes a sentence only where it differs from the last one: the surest label of that kind and its score. */
    private String why(int type, double confidence) {
        if (!(confidence >= WORTH_TELLING)) {
            return "calm";
        }
        int surest = -1;
        for (int i = 0; i < scores.length; i++) {
            Label label = rules.labels().get(i);
            if (label.type().filter(of -> of == TYPES[type]).isPresent()
                    && (surest < 0 || scores[i] > scores[surest])) {
                surest = i;
            }
        }
        long percent = Math.round(scores[surest] * 100);
        if (surest != toldLabel || percent != toldPercent) {
            toldLabel = surest;
            toldPercent = percent;
            told = rules.labels().get(surest).name() + ", score " + percent + " %";
        }
        return told;
    }

    @Override
    public People people() {
        return NOBODY;
    }

    @Override
    public void reset() {
        judged = 0;
    }
}
