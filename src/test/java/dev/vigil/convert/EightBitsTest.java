package dev.vigil.convert;

import static dev.vigil.convert.OnnxGraph.integer;
import static dev.vigil.convert.OnnxGraph.integers;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.vigil.convert.OnnxGraph.Value;
import dev.vigil.convert.Ranges.Range;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.stream.PictureSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A graph small enough to know by heart, 4x4 pictures: "first", 3x3 with stride 2 and an activation, "second", 1x1, and
 * "sum" of both.
 */
class EightBitsTest {

    private static final int BYTES = 4 * 4 * 3;
    private static final int WEIGHTS = 2 * 27;
    private static final int[] NO_SHAPE = {};

    @TempDir
    Path folder;
    private final Random random = new Random(5);
    private final float[] weights = new float[WEIGHTS];
    private float[] bias = {0, 0};
    /** What normalising takes off and multiplies with, by colour. */
    private float[] shift = {0, 0, 0};
    private float[] scale = {1, 1, 1};
    private int stride = 2;
    private String activation = "Clip";
    private String preparing = "Sub";

    private GraphProto graph() {
        OnnxGraph graph = new OnnxGraph("tiny");
        graph.pictures("frames", 4, 4);
        graph.node("Cast", "floats", "frames").addAttribute(integer("to", 1));
        graph.node("Transpose", "turned", "floats").addAttribute(integers("perm", 0, 3, 1, 2));
        graph.node(preparing, "shifted", "turned", graph.constant("shift", new int[] {1, 3, 1, 1}, shift));
        graph.node("Mul", "scaled", "shifted", graph.constant("factor", new int[] {1, 3, 1, 1}, scale));
        graph.node("Conv", "first/linear", "scaled", graph.constant("w1", new int[] {2, 3, 3, 3}, weights),
                graph.constant("b1", new int[] {2}, bias)).addAttribute(integer("group", 1))
                .addAttribute(integers("kernel_shape", 3, 3)).addAttribute(integers("strides", stride, stride))
                .addAttribute(integers("dilations", 1, 1)).addAttribute(integers("pads", 0, 0, 1, 1));
        if (activation.equals("Clip")) {
            graph.node("Clip", "first", "first/linear", graph.constant("min", NO_SHAPE, 0),
                    graph.constant("max", NO_SHAPE, 6));
        } else {
            graph.node(activation, "first", "first/linear");
        }
        graph.node("Conv", "second", "first", graph.constant("w2", new int[] {2, 2, 1, 1}, 0.5f, -1, 0.25f, 0.125f))
                .addAttribute(integers("kernel_shape", 1, 1));
        graph.node("Add", "sum", "first", "second");
        graph.output(new Value("sum", 2, 2, 2));
        return graph.proto().build();
    }

    private static Map<String, Range> ranges(float most) {
        return Map.of("first", new Range(0, most), "second", new Range(-most, most), "sum", new Range(-most, 2 * most));
    }

    private float[] run(GraphProto graph, String output, byte... picture) throws IOException {
        OnnxGraph whole = new OnnxGraph(graph);
        if (!output.equals("sum")) {
            whole.output(new Value(output, 2, 2, 2));
        }
        Path file = folder.resolve("model.onnx");
        Files.write(file, whole.toBytes("test", "1"));
        try (OnnxEngine engine = new OnnxEngine(new ModelBundle("tiny", file, "", new PictureSize(4, 4),
                List.of(output), Optional.empty()), 2, 1)) {
            engine.input().put(BYTES, picture);
            engine.run(2);
            float[] values = new float[8];
            engine.outputs().tensor(output).data().get(8, values);
            return values;
        }
    }

    @Test
    void everyWeightMeetsItsPixelThoughTwoByTwoArePutTogether() throws IOException {
        for (int i = 0; i < WEIGHTS; i++) {
            weights[i] = random.nextInt(255) - 127;
        }
        // So that steps are 1 and a single pixel of 1 gives a weight itself; Identity is no activation.
        weights[0] = 127;
        weights[WEIGHTS - 1] = -127;
        activation = "Identity";
        GraphProto floats = graph();
        GraphProto bytes = EightBits.of(floats, Map.of("first/linear", new Range(-127, 128), "first",
                new Range(-127, 128), "second", new Range(-300, 300), "sum", new Range(-300, 300)));
        for (int pixel = 0; pixel < BYTES; pixel++) {
            byte[] picture = new byte[BYTES];
            picture[pixel] = 1;
            assertArrayEquals(run(floats, "first", picture), run(bytes, "first", picture), 0, "pixel " + pixel);
        }
    }

    @Test
    void theNumbersAreThoseOfFloatsWithinAFewSteps() throws IOException {
        for (int i = 0; i < WEIGHTS; i++) {
            weights[i] = 0.1f * (float) random.nextGaussian();
        }
        bias = new float[] {0.5f, -0.25f};
        shift = new float[] {100, 127.5f, 155};
        scale = new float[] {1 / 127.5f, 1 / 127.5f, 1 / 127.5f};
        GraphProto floats = graph();
        GraphProto bytes = EightBits.of(floats, ranges(3));
        for (int i = 0; i < 20; i++) {
            byte[] picture = new byte[BYTES];
            random.nextBytes(picture);
            float[] expected = run(floats, "sum", picture);
            // The picture's last outputs lie at its edge, where what the zero lacks (up to a fifth here) is not padded.
            assertArrayEquals(Arrays.copyOf(expected, 1), Arrays.copyOf(run(bytes, "sum", picture), 1), 5 * 9 / 255f);
        }
    }

    @Test
    void weightsBiasAndZerosAreRoundedToTheNearest() {
        weights[0] = -0.5f;
        weights[1] = 0.25f;
        weights[2] = 0.2f;
        // The second channel's weights are all 0; its bias must be kept all the same.
        bias = new float[] {1.5f, 3};
        shift = new float[] {3.4f, 3.4f, 3.4f};
        scale = new float[] {0.5f, 0.5f, 0.5f};
        GraphProto bytes = EightBits.of(graph(), Map.of("first", new Range(0, 9), "second", new Range(-1, 4.1f),
                "sum", new Range(1, 2)));
        ByteBuffer whole = constant(bytes, "first/linear/weights/bytes");
        // Weights of the first row of a 3x3: columns 0 and 2 are the left half of a pair, column 1 is the right one.
        assertEquals(-127, whole.get(0));
        assertEquals(51, whole.get(1), "0.2 * 254 is 50.8");
        assertEquals(64, whole.get(3 * 4), "0.25 * 254 is 63.5, to the even");
        assertEquals(0.5f, constant(bytes, "frames/scale").getFloat());
        assertEquals(3, constant(bytes, "frames/zero").get());
        // The zero lacks 0.5 * (3 - 3.4) of what normalising takes off.
        ByteBuffer scales = constant(bytes, "first/linear/bias/scale");
        ByteBuffer biases = constant(bytes, "first/linear/bias/whole");
        float step = scales.getFloat();
        assertEquals(0.5f * 0.5f / 127, step, 1e-9f);
        assertEquals(Math.rint((1.5 - 0.2 * -0.05) / step), biases.getInt(), 1);
        assertEquals(3, biases.getInt() * (double) scales.getFloat(), 1e-6);
        assertEquals(6 / 255f, constant(bytes, "first/scale").getFloat(), "what Relu6 cuts off needs no steps");
        assertEquals(50, constant(bytes, "second/zero").get());
        assertEquals(2 / 255f, constant(bytes, "sum/scale").getFloat(), "a range holds 0, which paddings are");
    }

    private static ByteBuffer constant(GraphProto graph, String name) {
        TensorProto found = graph.getInitializerList().stream().filter(one -> one.getName().equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + graph));
        return found.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void whatConvolutionsAndAdditionsTakeAndGiveIsMeasured() {
        ByteTensors tensors = new ByteTensors(graph());
        assertEquals(List.of("first", "second", "sum"), List.copyOf(tensors.names()));
        assertEquals(Set.of("sum"), tensors.heads());
    }

    @Test
    void whatItCannotDoIsNamedInOneLine() {
        stride = 1;
        assertRefused("a first convolution of 3x3 over 3 channels with stride 2, padded at the right and below; "
                + "first/linear is of 3x3 over 3, strides [1, 1]");
        stride = 2;
        scale = new float[] {1, 2, 1};
        assertRefused("all three colours scaled alike; here the scales are [1.0, 2.0, 1.0]");
        scale = new float[] {1, 1, 1};
        shift = new float[] {300, 300, 300};
        assertRefused("not at 300");
        shift = new float[] {1, 1, 1};
        preparing = "Div";
        assertRefused("Div shifted is something else");
        String message = assertThrows(ConversionException.class,
                () -> EightBits.of(GraphProto.getDefaultInstance(), Map.of())).getMessage();
        assertTrue(message.contains("without a convolution"), message);
    }

    private void assertRefused(String expected) {
        String message = assertThrows(ConversionException.class, () -> EightBits.of(graph(), ranges(3))).getMessage();
        assertTrue(message.contains(expected) && message.lines().count() == 1, message);
    }
}
