package dev.vigil.inference;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a model looks at and says. */
public enum ModelKind {
    /** One picture; where people are, and what the backbone saw. */
    POSE("pose"),
    /** One picture; a score for each label. */
    FRAME_CLASSIFIER("frame-classifier"),
    /** The last few pictures of one camera; a score for each label. */
    CLIP_CLASSIFIER("clip-classifier");

    private final String word;

    ModelKind(String word) {
        this.word = word;
    }

    /** As a bundle.yaml says it. */
    public String word() {
        return word;
    }

    static String words() {
        return Arrays.stream(values()).map(ModelKind::word).collect(Collectors.joining(", "));
    }
}
