package dev.vigil.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.vigil.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a classifier wants, it gets of bytes as a decoder leaves them: through ONNX Runtime, checked by hand. */
class PreparedPicturesTest {

    private static final double SCALE = 0.5;
    private static final double[] MEAN = {10, 20, 30};
    private static final double[] DEVIATION = {2, 4, 8};

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "NHWC, float32, RGB", "NCHW, float32, RGB", "NCHW, float32, BGR", "NCHW, float16, RGB", "NHWC, float16, BGR",
        "NTHWC, float32, RGB", "NTCHW, float32, BGR", "NCTHW, float32, RGB", "NCTHW, float16, BGR"})
    void numbersAreScaledShiftedAndOrderedAsTheBundleSays(String layout, String type, String colours)
            throws IOException {
        int frames = layout.contains("T") ? 3 : 1;
        String yaml = yaml(layout, type, colours, ", scale: 0.5, mean: [10, 20, 30], std: [2, 4, 8]");
        compare(TinyClassifier.means(layout, type, frames).bundle(folder, yaml), layout, frames, colours, true);
    }

    @ParameterizedTest
    @CsvSource({"NHWC, RGB", "NCHW, RGB", "NCHW, BGR", "NTCHW, RGB", "NCTHW, BGR", "NTHWC, RGB"})
    void bytesStayBytes(String layout, String colours) throws IOException {
        int frames = layout.contains("T") ? 3 : 1;
        String yaml = yaml(layout, "uint8", colours, "");
        compare(TinyClassifier.means(layout, "uint8", frames).bundle(folder, yaml), layout, frames, colours, false);
    }

    @Test
    void anOutputInHalvesIsWidened() throws IOException {
        compare(TinyClassifier.means("NCHW", "uint8", 1).inHalves().bundle(folder, yaml("NCHW", "uint8", "RGB", "")),
                "NCHW", 1, "RGB", false);
    }

    @Test
    void weightsInAFileOfTheirOwnAreFoundBesideTheModelAndBelongToWhatNamesIt() throws IOException {
        String yaml = yaml("NCHW", "uint8", "RGB", "");
        String within = ModelBundle.load(TinyClassifier.means("NCHW", "uint8", 1).bundle(folder, yaml)).sha256();
        Path bundle = TinyClassifier.means("NCHW", "uint8", 1).bundle(folder, yaml);
        moveWeightsOut(bundle, "matrix", "matrix.bin");
        compare(bundle, "NCHW", 1, "RGB", false);
        String before = ModelBundle.load(bundle).sha256();
        assertNotEquals(within, before);
        byte[] weights = Files.readAllBytes(bundle.resolve("matrix.bin"));
        weights[3] ^= 1;
        Files.write(bundle.resolve("matrix.bin"), weights);
        assertNotEquals(before, ModelBundle.load(bundle).sha256(), "the graph is the same, the model another");
        Files.delete(bundle.resolve("matrix.bin"));
        String message = assertThrows(EngineException.class, () -> ModelBundle.load(bundle)).getMessage();
        assertTrue(message.endsWith("matrix.bin is missing: model.onnx has weights there"), message);
    }

    /** Moves those weights of a bundle's model into a file beside it, as PyTorch's exporter does with large ones. */
    private static void moveWeightsOut(Path bundle, String weights, String file) throws IOException {
        Path onnx = bundle.resolve("model.onnx");
        ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(onnx)).toBuilder();
        for (TensorProto.Builder tensor : model.getGraphBuilder().getInitializerBuilderList()) {
            if (tensor.getName().equals(weights)) {
                Files.write(bundle.resolve(file), tensor.getRawData().toByteArray());
                tensor.clearRawData().setDataLocation(TensorProto.DataLocation.EXTERNAL)
                        .addExternalDataBuilder().setKey("location").setValue(file);
            }
        }
        Files.write(onnx, model.build().toByteArray());
    }

    private static String yaml(String layout, String type, String colours, String more) {
        return """
                kind: %s
                file: model.onnx
                input: {layout: %s, type: %s, colours: %s, width: 8, height: 8%s%s}
                outputs: [out]
                """.formatted(layout.contains("T") ? "clip-classifier" : "frame-classifier", layout, type, colours,
                more, layout.contains("T") ? ", clip: {frames: 3, stride_seconds: 0.2}" : "");
    }

    private static void compare(Path bundle, String layout, int frames, String colours, boolean prepared) {
        try (OnnxEngine engine = new OnnxEngine(ModelBundle.load(bundle), 2, 1)) {
            for (int item = 0; item < 2; item++) {
                for (int frame = 0; frame < frames; frame++) {
                    fill(engine, item, frame);
                }
            }
            engine.run(2);
            Tensor means = engine.outputs().tensor("out");
            assertEquals(frames * 3, means.frameFloats());
            for (int item = 0; item < 2; item++) {
                for (int frame = 0; frame < frames; frame++) {
                    for (int channel = 0; channel < 3; channel++) {
                        int of = colours.equals("BGR") ? 2 - channel : channel;
                        double expected = brightness(item, frame, of);
                        if (prepared) {
                            expected = (expected * SCALE - MEAN[channel]) / DEVIATION[channel];
                        }
                        int at = layout.indexOf('C') < layout.indexOf('T') ? channel * frames + frame
                                : frame * 3 + channel;
                        assertEquals(expected, means.data().get(item * frames * 3 + at), 0.05,
                                "item " + item + ", frame " + frame + ", channel " + channel);
                    }
                }
            }
        }
    }

    /** The mean: pixels alternate between two less and two more. */
    private static int brightness(int item, int frame, int channel) {
        return 20 + 90 * item + 25 * frame + 5 * channel;
    }

    private static void fill(OnnxEngine engine, int item, int frame) {
        int from = item * engine.bundle().itemBytes() + frame * engine.bundle().input().rgbBytes();
        for (int pixel = 0; pixel < TinyClassifier.SIZE * TinyClassifier.SIZE; pixel++) {
            for (int channel = 0; channel < 3; channel++) {
                int value = brightness(item, frame, channel) + (pixel % 2 == 0 ? 2 : -2);
                engine.input().put(from + pixel * 3 + channel, (byte) value);
            }
        }
    }

    @Test
    void aModelThatIsNotWhatItsBundleSaysIsToldInOneLineWithBoth() throws IOException {
        TinyClassifier model = TinyClassifier.means("NCHW", "float32", 1);
        refused(model, yaml("NHWC", "float32", "RGB", ""), "input says NHWC [N, 8, 8, 3], but ",
                "takes [batch, 3, 8, 8]");
        refused(model, yaml("NCHW", "float16", "RGB", ""), "input.type is float16, but ", "takes float");
        refused(model, yaml("NCHW", "float32", "RGB", ", name: frames"), "input.name is 'frames'", "is 'pictures'");
        refused(model, yaml("NCHW", "float32", "RGB", "").replace("[out]", "[scores]"), "no output 'scores'", "out");
        refused(TinyClassifier.means("NCHW", "float32", 1).ofBatch(1), yaml("NCHW", "float32", "RGB", ""),
                "takes batches of just 1", "dynamic first dimension");
        Path bundle = model.bundle(folder, yaml("NCHW", "float32", "RGB", ""));
        Files.writeString(bundle.resolve("model.onnx"), "no model at all");
        String message = assertThrows(EngineException.class,
                () -> new OnnxEngine(ModelBundle.load(bundle), 1, 1)).getMessage();
        assertTrue(message.contains("is no ONNX model"), message);
    }

    private void refused(TinyClassifier model, String yaml, String... words) throws IOException {
        Path bundle = model.bundle(folder, yaml);
        String message = assertThrows(EngineException.class,
                () -> new OnnxEngine(ModelBundle.load(bundle), 1, 1)).getMessage();
        for (String word : words) {
            assertTrue(message.contains(word), message);
        }
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void aFileThatChangedSinceItWasCheckedIsNotRun() throws IOException {
        Path path = TinyClassifier.bright(1, 0).bundle(folder, TinyClassifier.brightYaml(""));
        ModelBundle bundle = ModelBundle.load(path);
        // The first engine is made of what was read when it was checked.
        new OnnxEngine(bundle, 1, 1).close();
        Files.write(path.resolve("model.onnx"), TinyClassifier.bright(2, 0).onnx());
        assertTrue(assertThrows(EngineException.class, () -> new OnnxEngine(bundle, 1, 1)).getMessage()
                .contains("not the file any more"));
    }

    @Test
    void theNameOfWhatAnEngineIsMadeOfTellsPreparationsApartAndTheFilesSumIsChecked() throws IOException {
        Path path = TinyClassifier.bright(1, 0).bundle(folder, TinyClassifier.brightYaml(""));
        String sum = Sha256.of(path.resolve("model.onnx"));
        String plain = ModelBundle.load(path).sha256();
        Files.writeString(path.resolve("bundle.yaml"), TinyClassifier.brightYaml("sha256: " + sum));
        assertEquals(plain, ModelBundle.load(path).sha256());
        Files.writeString(path.resolve("bundle.yaml"), TinyClassifier.brightYaml("")
                .replace("scale: 0.0", "scale: 0.1"));
        assertTrue(!plain.equals(ModelBundle.load(path).sha256()));
        Files.writeString(path.resolve("bundle.yaml"), TinyClassifier.brightYaml("sha256: abc"));
        String message = assertThrows(EngineException.class, () -> ModelBundle.load(path)).getMessage();
        assertTrue(message.contains("sha256 is abc, but") && message.contains(sum), message);
    }
}
