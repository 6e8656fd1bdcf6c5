package dev.vigil.train;

import dev.vigil.detection.Activations;
import dev.vigil.detection.FightFeatures;
import dev.vigil.detection.FightWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Turns footage into examples, through the very window and features that serve. For one thread. */
final class Examples {

    private static final long SPAN_NANOS = 2_000_000_000L;

    private final Extraction extraction;
    private final FightWindow window = new FightWindow();
    private final float[] motion = new float[Activations.CHANNELS];
    private final int[] cells = new int[Activations.CHANNELS];

    Examples(Extraction extraction) {
        this.extraction = extraction;
    }

    /** One moment of a drawn scene: its second and the features at that time. */
    record Moment(double second, float[] features) {
    }

    /** The examples of all copies of the clips; windows too short to be judged are left out. */
    List<Example> ofClips(List<Clip> clips) throws IOException {
        List<Example> examples = new ArrayList<>();
        for (Clip clip : clips) {
            for (Copy copy : Copy.values()) {
                for (int n = 0; Files.exists(extraction.file(clip, copy, n)); n++) {
                    Footage footage = Footage.read(extraction.file(clip, copy, n));
                    add(examples, clip, kind(copy, n), footage.samples(), footage);
                    if (copy == Copy.PLAIN) {
                        add(examples, clip, Example.Kind.SLOW, everySecond(footage.samples()), footage);
                    }
                }
            }
        }
        return examples;
    }

    /** Of each kind of worse camera the first is judged, the others are only learned from. */
    private static Example.Kind kind(Copy copy, int window) {
        return switch (copy) {
            case PLAIN -> Example.Kind.PLAIN;
            case NIGHT -> window == 0 ? Example.Kind.NIGHT : Example.Kind.VARIED;
            case CHEAP -> window == 0 ? Example.Kind.CHEAP : Example.Kind.VARIED;
            case CROP, SHIFT, FLIP, PHASE -> Example.Kind.VARIED;
        };
    }

    private void add(List<Example> to, Clip clip, Example.Kind kind, List<Activations> samples, Footage footage) {
        window.reset();
        samples.forEach(sample -> window.add(sample, footage.width(), footage.height()));
        if (window.ready()) {
            to.add(new Example(clip.name(), clip.source(), clip.fight(), kind, features()));
        }
    }

    private static List<Activations> everySecond(List<Activations> samples) {
        List<Activations> half = new ArrayList<>();
        for (int i = 0; i < samples.size(); i += 2) {
            half.add(samples.get(i));
        }
        return half;
    }

    private float[] features() {
        window.strongest(motion, cells);
        float[] features = new float[FightFeatures.COUNT];
        FightFeatures.of(motion, features);
        return features;
    }

    /** Every moment of a scene at which the head would speak. */
    List<Moment> moments(ScenePlan plan) throws IOException {
        Footage footage = Footage.read(extraction.file(plan));
        List<Moment> moments = new ArrayList<>();
        window.reset();
        for (Activations sample : footage.samples()) {
            window.add(sample, footage.width(), footage.height());
            if (window.ready()) {
                moments.add(new Moment(sample.nanos / 1e9, features()));
            }
        }
        return moments;
    }

    /** Every third of the windows of a scene that lie wholly within or wholly outside a fight: they overlap much. */
    List<Example> ofScene(ScenePlan plan) throws IOException {
        List<Example> examples = new ArrayList<>();
        List<Moment> moments = moments(plan);
        for (int i = 0; i < moments.size(); i += 3) {
            Moment moment = moments.get(i);
            boolean now = fighting(plan, moment.second);
            if (now == fighting(plan, moment.second - SPAN_NANOS / 1e9)) {
                examples.add(new Example(plan.name(), "drawn", now, Example.Kind.DRAWN, moment.features));
            }
        }
        return examples;
    }

    private static boolean fighting(ScenePlan plan, double second) {
        return second >= 0 && !plan.scene().fights(second, second).isEmpty();
    }
}
