package dev.vigil.convert;

import dev.vigil.detection.Activations;
import dev.vigil.detection.FightFeatures;
import dev.vigil.detection.FightHead;
import dev.vigil.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A model bundle for benches that need many incidents at little cost: to it a picture is its mean brightness, somebody
 * is always near, and brightness that flickers for two seconds is a fight. It sees nothing else, and costs next to
 * nothing; everything around it in the service is as with a real model.
 */
public final class BrightnessModel {

    private static final int WIDTH = 448;
    private static final int HEIGHT = 256;
    private static final int CELL = 4;
    private static final float SOMEBODY = 0.3f;
    private static final String YAML = """
            kind: pose
            file: model.onnx
            input: {name: frames, type: uint8, layout: NHWC, colours: RGB, width: %d, height: %d}
            outputs: [center, center_max, box_scale, box_offset, kpt_heatmap, kpt_regress, kpt_offset, backbone]
            head: head
            labels: [person]
            """.formatted(WIDTH, HEIGHT);

    private BrightnessModel() {
    }

    /** Writes the bundle into that folder. */
    public static Path bundle(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("model.onnx"), graph());
        Files.writeString(folder.resolve("bundle.yaml"), YAML);
        head(folder.resolve("head"));
        return folder;
    }

    private static byte[] graph() {
        OnnxGraph graph = new OnnxGraph("brightness");
        graph.pictures("frames", HEIGHT, WIDTH);
        graph.node("Cast", "numbers", "frames").addAttribute(OnnxGraph.integer("to", 1));
        graph.node("ReduceMean", "mean", "numbers").addAttribute(OnnxGraph.integers("axes", 1, 2, 3));
        output(graph, "center", 1, HEIGHT / CELL, WIDTH / CELL, 0, SOMEBODY);
        // Above every centre: no centre is a peak, so nobody's keypoints are looked for.
        output(graph, "center_max", 1, HEIGHT / CELL, WIDTH / CELL, 0, 1);
        output(graph, "box_scale", 2, 1, 1, 0, 0);
        output(graph, "box_offset", 2, 1, 1, 0, 0);
        output(graph, "kpt_heatmap", 17, 1, 1, 0, 0);
        output(graph, "kpt_regress", 34, 1, 1, 0, 0);
        output(graph, "kpt_offset", 34, 1, 1, 0, 0);
        output(graph, "backbone", Activations.CHANNELS, Activations.ROWS, Activations.COLUMNS, 6f / 255, 0);
        return graph.toBytes("vigil-bench", "1");
    }

    /** {@code factor * mean + constant} everywhere. */
    private static void output(OnnxGraph graph, String name, int channels, int height, int width, float factor,
            float constant) {
        float[] factors = new float[channels * height * width];
        Arrays.fill(factors, factor);
        int[] shape = {1, channels, height, width};
        graph.node("Mul", name + "_scaled", "mean", graph.constant(name + "_factor", shape, factors));
        graph.node("Add", name, name + "_scaled", graph.constant(name + "_constant", new int[] {1, 1, 1, 1}, constant));
        graph.output(new OnnxGraph.Value(name, channels, height, width));
    }

    /** The logarithm of the motion, the mean of all channels, is the score: 0 at a change of 1 from picture to picture. */
    private static void head(Path folder) throws IOException {
        float[] deviation = new float[FightFeatures.COUNT];
        Arrays.fill(deviation, 1);
        float[] weight = new float[FightFeatures.COUNT];
        Arrays.fill(weight, 0, Activations.CHANNELS, 1f / Activations.CHANNELS);
        byte[] weights = new FightHead(new float[FightFeatures.COUNT], deviation, weight, 0, 4, 0).weights();
        Files.createDirectories(folder);
        Files.write(folder.resolve("weights.bin"), weights);
        Files.writeString(folder.resolve("head.yaml"), """
                features: %s
                weights: {file: weights.bin, sha256: %s}
                bias: 0
                slope: 4
                offset: 0
                """.formatted(FightFeatures.DEFINITION, Sha256.of(weights)));
    }
}
