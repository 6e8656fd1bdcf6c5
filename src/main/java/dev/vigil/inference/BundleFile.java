package dev.vigil.inference;

import dev.vigil.file.Sha256;
import dev.vigil.inference.Preparation.Layout;
import dev.vigil.inference.Preparation.NumberType;
import dev.vigil.stream.PictureSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads a bundle of any kind: what its model takes and gives. What the outputs mean is read by others. */
final class BundleFile {

    private static final Set<String> KEYS = Set.of("kind", "file", "sha256", "input", "outputs", "motion", "head",
            "labels", "thresholds", "smoothing", "source", "licence");
    private static final Set<String> INPUT_KEYS = Set.of("name", "type", "layout", "colours", "width", "height",
            "scale", "mean", "std", "clip");
    private static final Set<String> CLIP_KEYS = Set.of("frames", "stride_seconds", "stride_samples", "hop");
    private static final List<Double> NO_MEAN = List.of(0.0, 0.0, 0.0);
    private static final List<Double> NO_DEVIATION = List.of(1.0, 1.0, 1.0);
    /** At 448x256, 44 MB a camera. */
    private static final int MOST_FRAMES = 128;
    private static final double SHORTEST_STRIDE = 0.005;
    /** An incident lives on assessments that follow each other within a second. */
    private static final double LONGEST_HOP = 0.9;

    private final Path folder;
    private final BundleYaml yaml;

    private BundleFile(Path folder) {
        this.folder = folder;
        yaml = BundleYaml.read(folder);
    }

    static ModelBundle read(Path folder) {
        try {
            return new BundleFile(folder).bundle();
        } catch (IOException | OutOfMemoryError e) {
            throw new EngineException("the model bundle in " + folder + " cannot be read: " + e, e);
        }
    }

    private ModelBundle bundle() throws IOException {
        ModelKind kind = kind();
        yaml.allowOnly("", KEYS);
        yaml.allowOnly("/input", INPUT_KEYS);
        Preparation preparation = preparation(kind);
        PictureSize input = new PictureSize(yaml.positive("/input/width"), yaml.positive("/input/height"));
        Optional<Clip> clip = kind == ModelKind.CLIP_CLASSIFIER ? Optional.of(clip()) : Optional.empty();
        List<String> outputs = yaml.names("/outputs");
        Path file = file();
        ByteBuffer onnx = Network.read(file);
        String sha256 = Sha256.of(onnx);
        if (yaml.has("/sha256") && !yaml.text("/sha256").equalsIgnoreCase(sha256)) {
            throw yaml.mistake("/sha256", "is " + yaml.text("/sha256") + ", but " + file + " has " + sha256);
        }
        String madeOf = ExternalWeights.sha256(file, sha256);
        String name = folder.toAbsolutePath().normalize().getFileName().toString();
        if (kind == ModelKind.POSE) {
            return new ModelBundle(name, kind, file, madeOf, input, clip, outputs, head(),
                    new Network(file, Optional.empty(), Optional.of(sha256), onnx), motion(), yaml);
        }
        if (yaml.has("/motion")) {
            throw yaml.mistake("/motion", "is for a pose model, not for a " + kind.word());
        }
        PreparedGraph graph = new PreparedGraph(file, yaml, preparation, input, clip, outputs);
        String prepared = Sha256.of((madeOf + " " + preparation + " " + PreparedGraph.VERSION).getBytes());
        return new ModelBundle(name, kind, file, prepared, input, clip, outputs, Optional.empty(),
                new Network(file, Optional.of(graph), Optional.of(sha256), onnx), Optional.empty(), yaml);
    }

    private ModelKind kind() {
        String word = yaml.text("/kind");
        return Arrays.stream(ModelKind.values()).filter(kind -> kind.word().equals(word)).findFirst()
                .orElseThrow(() -> yaml.mistake("/kind", "is '" + word + "'; there are " + ModelKind.words()));
    }

    /** The pose model's own graph prepares its pictures. */
    private Preparation preparation(ModelKind kind) {
        if (kind == ModelKind.POSE) {
            demand("/input/type", "uint8");
            demand("/input/layout", "NHWC");
            demand("/input/colours", "RGB");
        }
        Layout layout = choice("/input/layout", Layout.values());
        if (layout.isClip() != (kind == ModelKind.CLIP_CLASSIFIER)) {
            throw yaml.mistake("/input/layout", "is '" + layout + "'; a " + kind.word() + " takes "
                    + (layout.isClip() ? "NHWC or NCHW" : "NTHWC, NTCHW or NCTHW"));
        }
        if (yaml.has("/input/clip") && kind != ModelKind.CLIP_CLASSIFIER) {
            throw yaml.mistake("/input/clip", "is for a clip-classifier, not for a " + kind.word());
        }
        NumberType type = choice("/input/type", NumberType.values());
        String colours = yaml.text("/input/colours");
        if (!colours.equals("RGB") && !colours.equals("BGR")) {
            throw yaml.mistake("/input/colours", "is '" + colours + "'; there are RGB and BGR");
        }
        List<Double> deviation = yaml.triple("/input/std", NO_DEVIATION);
        if (deviation.stream().anyMatch(value -> value <= 0)) {
            throw yaml.mistake("/input/std", "must be positive, not " + deviation);
        }
        Preparation preparation = new Preparation(layout, type, colours.equals("BGR"),
                yaml.has("/input/scale") ? yaml.number("/input/scale", 0, 1000) : 1,
                yaml.triple("/input/mean", NO_MEAN), deviation);
        if (type == NumberType.UINT8 && preparation.changesNumbers()) {
            throw yaml.mistake("/input/type", "is uint8: such a model takes pictures as they are, without scale, mean"
                    + " and std");
        }
        return preparation;
    }

    private Clip clip() {
        if (!yaml.has("/input/clip")) {
            throw yaml.mistake("/input/clip", "is missing: a clip-classifier needs frames and stride_seconds");
        }
        yaml.allowOnly("/input/clip", CLIP_KEYS);
        int frames = yaml.positive("/input/clip/frames");
        if (frames < 2 || frames > MOST_FRAMES) {
            throw yaml.mistake("/input/clip/frames", "must be from 2 to " + MOST_FRAMES + ", not " + frames);
        }
        boolean timed = yaml.has("/input/clip/stride_seconds");
        if (timed == yaml.has("/input/clip/stride_samples")) {
            throw yaml.mistake("/input/clip", "must have one of stride_seconds and stride_samples");
        }
        double stride = timed ? yaml.number("/input/clip/stride_seconds", SHORTEST_STRIDE, LONGEST_HOP) : 0;
        int mostHop = timed ? (int) Math.floor(LONGEST_HOP / stride + 1e-9) : frames;
        int hop = yaml.has("/input/clip/hop") ? yaml.positive("/input/clip/hop")
                : Math.max(1, Math.min(frames / 4, mostHop));
        if (hop > Math.min(frames, mostHop)) {
            throw yaml.mistake("/input/clip/hop", "must be at most " + Math.min(frames, mostHop) + " (a clip's frames,"
                    + " and " + LONGEST_HOP + " s), but is " + hop);
        }
        return timed ? new Clip(frames, Math.round(1e9 * stride), 0, hop)
                : new Clip(frames, 0, yaml.positive("/input/clip/stride_samples"), hop);
    }

    private Path file() {
        return file("/file");
    }

    private Path file(String pointer) {
        Path file = folder.resolve(yaml.text(pointer));
        if (!Files.isRegularFile(file)) {
            throw new EngineException(file.toAbsolutePath() + " is missing: " + (yaml.has("/source")
                    ? "./mvnw compile makes it"
                    : "put it there, or correct '" + pointer.substring(1) + "' in " + yaml));
        }
        return file;
    }

    private Optional<MotionNetwork> motion() throws IOException {
        if (!yaml.has("/motion")) {
            return Optional.empty();
        }
        Path file = file("/motion");
        return Optional.of(new MotionNetwork(file, Sha256.of(file)));
    }

    private Optional<Path> head() {
        if (!yaml.has("/head")) {
            return Optional.empty();
        }
        Path head = folder.resolve(yaml.text("/head"));
        if (!Files.isDirectory(head)) {
            throw yaml.mistake("/head", "names '" + yaml.text("/head") + "', which is no folder of the bundle");
        }
        return Optional.of(head);
    }

    private void demand(String pointer, String supported) {
        String value = yaml.text(pointer);
        if (!value.equals(supported)) {
            throw yaml.mistake(pointer, "is '" + value + "'; only '" + supported + "' is supported for a pose model");
        }
    }

    private <E extends Enum<E>> E choice(String pointer, E[] all) {
        String word = yaml.text(pointer);
        return Arrays.stream(all).filter(one -> one.name().equalsIgnoreCase(word)).findFirst()
                .orElseThrow(() -> yaml.mistake(pointer, "is '" + word + "'; there are "
                        + String.join(", ", Arrays.stream(all).map(Enum::name)
                                .map(name -> all[0] instanceof NumberType ? name.toLowerCase(Locale.ROOT) : name)
                                .toList())));
    }
}
