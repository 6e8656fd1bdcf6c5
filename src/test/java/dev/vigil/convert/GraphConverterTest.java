package dev.vigil.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.inference.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphConverterTest {

    @TempDir
    Path folder;

    @Test
    void samePaddingOfAnEvenPictureLiesAtItsEndAndRelu6EndsAtSix() throws IOException {
        Files.write(folder.resolve("model.onnx"), convert(TinyModel.JSON, TinyModel.weights()));
        try (OnnxEngine engine = new OnnxEngine(ModelBundle.load(folder), 2, 1)) {
            for (int i = 0; i < 4 * 4 * 3; i++) {
                engine.input().put(i, (byte) 1);
                engine.input().put(4 * 4 * 3 + i, (byte) 200);
            }
            engine.run(2);
            Tensor out = engine.outputs().tensor("out");
            float[] values = new float[8];
            out.data().get(0, values);
            // 27, 18, 12 products of 1 * 0.5 under the kernel, less the bias of 8, cut off at 0 and 6.
            assertArrayEquals(new float[] {5.5f, 1, 1, 0, 6, 6, 6, 6}, values, 0);
        }
    }

    @Test
    void theSameSourceGivesTheSameBytes() throws IOException {
        assertArrayEquals(convert(TinyModel.JSON, TinyModel.weights()), convert(TinyModel.JSON, TinyModel.weights()));
    }

    @Test
    void weightsThatWereCutShortAreRefusedWithBothSizes() {
        String message = refusal(TinyModel.JSON, Arrays.copyOf(TinyModel.weights(), 57));
        assertTrue(message.contains("tiny.bin holds 57 bytes but its manifest describes 58"), message);
    }

    @Test
    void weightsWithBytesLeftOverAreRefused() {
        String message = refusal(TinyModel.JSON, Arrays.copyOf(TinyModel.weights(), 60));
        assertTrue(message.contains("holds 60 bytes"), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "_FusedConv2D           | Einsum          | does not know the operation of Einsum node net/conv/Relu6",
        "cast:0                 | somewhere       | the graph has no node somewhere",
        "U0FNRQ==               | RVhQTA==        | padding not known: EXPL",
        "UmVsdTY=               | RWx1            | fused an operation not known: Elu",
        "[3, 3, 3, 1]           | [3, 3, 1, 3]    | do not fit 3 channels",
        "'\"float16\"'          | '\"uint8\"'     | constant weights is stored as uint8",
        "net/conv/Relu6         | net/other/Relu6 | the graph has no node net/conv/Relu6",
        "graph-model            | layers-model    | is not a TensorFlow.js graph model",
        "'{\"format\"'          | 'format'        | tiny.json is not JSON",
    })
    void whatItDoesNotKnowIsNamed(String right, String wrong, String expected) {
        assertTrue(TinyModel.JSON.contains(right), right);
        String message = refusal(TinyModel.JSON.replace(right, wrong), TinyModel.weights());
        assertTrue(message.contains(expected), message);
    }

    @Test
    void halvesBecomeTheFloatsTheyStandFor() {
        assertEquals(0.007843017578125f, Half.toFloat((short) 0x2004));
        assertEquals(-2f, Half.toFloat((short) 0xc000));
        assertEquals(65504f, Half.toFloat((short) 0x7bff));
        assertEquals(0x1p-24f, Half.toFloat((short) 1));
        assertEquals(-0f, Half.toFloat((short) 0x8000));
        assertEquals(Float.NEGATIVE_INFINITY, Half.toFloat((short) 0xfc00));
        assertTrue(Float.isNaN(Half.toFloat((short) 0x7e00)));
    }

    @Test
    void everyHalfSurvivesTheWayToAFloatAndBackAndOthersGoToTheNearest() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = Half.toFloat((short) bits);
            if (!Float.isNaN(value)) {
                assertEquals((short) bits, Half.of(value), "half " + bits);
            }
        }
        assertEquals((short) 0x3c00, Half.of(1 + 0x1p-11f), "a tie goes to the even one");
        assertEquals((short) 0x3c02, Half.of(1 + 3 * 0x1p-11f), "a tie goes to the even one");
        assertEquals((short) 0x3c01, Half.of(1 + 0x1.1p-11f));
        assertEquals((short) 0x7c00, Half.of(65520f), "beyond the largest lies infinity");
        assertTrue(Float.isNaN(Half.toFloat(Half.of(Float.NaN))));
    }

    private String refusal(String json, byte[] weights) {
        return assertThrows(ConversionException.class, () -> convert(json, weights)).getMessage();
    }

    private byte[] convert(String json, byte[] weights) throws IOException {
        Path model = Files.writeString(folder.resolve("tiny.json"), json);
        Path bin = Files.write(folder.resolve("tiny.bin"), weights);
        return GraphConverter.convert(Recipe.read(TinyModel.bundle(folder)), model, bin);
    }
}
