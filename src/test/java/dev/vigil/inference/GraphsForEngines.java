package dev.vigil.inference;

import dev.vigil.convert.BrightnessModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every kind of graph that engines are given: models of this repository, and classifiers with their preparation. */
public final class GraphsForEngines {

    private GraphsForEngines() {
    }

    /**
     * Serialised models by their names.
     *
     * @param folder takes the bundles of classifiers
     */
    public static Map<String, ByteBuffer> all(Path folder) throws IOException {
        Map<String, ByteBuffer> graphs = new TreeMap<>();
        for (Path bundle : List.of(Path.of("models/movenet-multipose"), Path.of("models/movenet-multipose-fp16"),
                BrightnessModel.bundle(folder.resolve("brightness")))) {
            ModelBundle model = ModelBundle.load(bundle);
            graphs.put(model.name(), model.network().onnx());
            model.motion().ifPresent(motion -> graphs.put(model.name() + "-motion", motion.onnx()));
        }
        for (String layout : List.of("NHWC", "NCHW", "NTHWC", "NTCHW", "NCTHW")) {
            for (String type : List.of("float32", "float16", "uint8")) {
                for (String colours : List.of("RGB", "BGR")) {
                    String name = String.join("-", layout, type, colours);
                    graphs.put(name, ModelBundle.load(classifier(folder.resolve(name), layout, type, colours)).network()
                            .onnx());
                }
            }
        }
        return graphs;
    }

    private static Path classifier(Path folder, String layout, String type, String colours) throws IOException {
        boolean clip = layout.contains("T");
        TinyClassifier classifier = TinyClassifier.means(layout, type, clip ? 3 : 1);
        return (type.equals("float16") ? classifier.inHalves() : classifier).bundle(folder, """
                kind: %s
                file: model.onnx
                input: {layout: %s, type: %s, colours: %s, width: 8, height: 8%s%s}
                outputs: [out]
                """.formatted(clip ? "clip-classifier" : "frame-classifier", layout, type, colours,
                type.equals("uint8") ? "" : ", scale: 0.5, mean: [1, 2, 3]",
                clip ? ", clip: {frames: 3, stride_seconds: 0.2}" : ""));
    }
}
