package dev.vigil.detection;

import dev.vigil.inference.BundleYaml;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.ModelKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a classifier's numbers mean, as the bundle says it: which label is which crime, and how sure is sure. None of it
 * is Vigil's to know.
 *
 * @param output     name of the output with one number for each label
 * @param activation what makes scores of those numbers
 * @param labels     in the order of the numbers
 * @param alert      the score, 0 to 1, that is to count as 50 percent
 * @param crime      the score that is to count as 80 percent, above {@code alert}
 * @param smoothing  a confidence is the median of so many last ones; odd
 */
record ClassifierRules(String output, Activation activation, List<Label> labels, double alert, double crime,
        int smoothing) {

    private static final int MOST_SMOOTHING = 15;

    /** From a model's numbers to scores from 0 to 1. */
    enum Activation {
        SOFTMAX, SIGMOID, NONE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param type the crime that it means, or nothing, as for what is normal */
    record Label(String name, Optional<CrimeType> type) {
    }

    /** @throws EngineException with one line that names the file and the key */
    static ClassifierRules of(ModelBundle bundle) {
        BundleYaml yaml = bundle.yaml();
        if (bundle.kind() == ModelKind.POSE) {
            throw new EngineException("model bundle " + bundle.name() + " is no classifier");
        }
        if (yaml.size("/outputs") != 1 || !yaml.isMapping("/outputs/0")) {
            throw yaml.mistake("/outputs", "must be one output of a classifier, such as {name: logits, activation:"
                    + " softmax}");
        }
        yaml.allowOnly("/outputs/0", Set.of("name", "activation"));
        yaml.allowOnly("/thresholds", Set.of("alert", "crime"));
        double alert = yaml.has("/thresholds/alert") ? score(yaml, "/thresholds/alert") : 0.5;
        double crime = yaml.has("/thresholds/crime") ? score(yaml, "/thresholds/crime") : 0.8;
        if (crime <= alert) {
            throw yaml.mistake("/thresholds/crime", "must be above alert, " + alert + ", but is " + crime);
        }
        int smoothing = yaml.has("/smoothing") ? yaml.positive("/smoothing")
                : bundle.kind() == ModelKind.FRAME_CLASSIFIER ? 3 : 1;
        if (smoothing % 2 == 0 || smoothing > MOST_SMOOTHING) {
            throw yaml.mistake("/smoothing", "must be an odd number up to " + MOST_SMOOTHING + ", not " + smoothing);
        }
        return new ClassifierRules(yaml.text("/outputs/0/name"), activation(yaml), labels(yaml), alert, crime,
                smoothing);
    }

    private static double score(BundleYaml yaml, String pointer) {
        double score = yaml.number(pointer, 0, 1);
        if (score == 1) {
            throw yaml.mistake(pointer, "must be below 1: no score is above that");
        }
        return score;
    }

    private static Activation activation(BundleYaml yaml) {
        String word = yaml.text("/outputs/0/activation");
        return Arrays.stream(Activation.values()).filter(one -> one.word().equals(word)).findFirst()
                .orElseThrow(() -> yaml.mistake("/outputs/0/activation", "is '" + word
                        + "'; there are softmax, sigmoid and none (for scores from 0 to 1)"));
    }

    private static List<Label> labels(BundleYaml yaml) {
        List<Label> labels = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < yaml.size("/labels"); i++) {
            String at = "/labels/" + i;
            boolean plain = !yaml.isMapping(at);
            yaml.allowOnly(at, Set.of("name", "crime_type"));
            String name = yaml.text(plain ? at : at + "/name");
            if (!names.add(name)) {
                throw yaml.mistake(at, "is '" + name + "' for the second time");
            }
            labels.add(new Label(name, !plain && yaml.has(at + "/crime_type")
                    ? Optional.of(type(yaml, at + "/crime_type")) : Optional.empty()));
        }
        if (labels.stream().allMatch(label -> label.type().isEmpty())) {
            throw yaml.mistake("/labels", "must list the model's labels, at least one of them with a crime_type");
        }
        return List.copyOf(labels);
    }

    private static CrimeType type(BundleYaml yaml, String pointer) {
        String word = yaml.text(pointer);
        return Arrays.stream(CrimeType.values()).filter(type -> type.wire().equals(word)).findFirst()
                .orElseThrow(() -> yaml.mistake(pointer, "is '" + word + "'; there are " + Arrays.stream(
                        CrimeType.values()).map(CrimeType::wire).sorted().collect(Collectors.joining(", "))));
    }

    /**
     * The confidence, 0 to 100, of a score: on the scale of log odds a line through the two thresholds (Platt's
     * scaling), so that a site's thresholds mean the same with every model. NaN stays NaN.
     */
    double confidence(double score) {
        double slope = (logit(0.8) - logit(0.5)) / (logit(crime) - logit(alert));
        return 100 / (1 + Math.exp(-slope * (logit(score) - logit(alert))));
    }

    private static double logit(double score) {
        return Math.log(score / (1 - score));
    }
}
