package dev.vigil.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bundle may ask for that is made of another one. */
class VariantTest {

    @TempDir
    Path models;
    private Path bundle;

    @BeforeEach
    void anotherBundle() throws IOException {
        Path other = Files.createDirectories(models.resolve("other"));
        Files.writeString(other.resolve("bundle.yaml"), "file: model.onnx\n");
        Files.writeString(other.resolve("model.onnx"), "not read here");
        bundle = Files.createDirectories(models.resolve("mine"));
    }

    @Test
    void itSaysWhatIsMadeOfWhat() throws IOException {
        Variant variant = read("file: a.onnx\nmotion: b.onnx\n"
                + "source: {bundle: ../other, precision: fp16, decode: true}");
        assertEquals(new Variant("a.onnx", models.resolve("other/model.onnx"), Variant.Precision.FP16, true, "b.onnx",
                null), variant);
        assertNull(read("file: a.onnx\nsource: {bundle: ../other}").motion());
        assertNull(read("file: a.onnx\nsource: {package: some}"), "made of no bundle");
    }

    @Test
    void motionNeedsWhatOnlyTheDecodedGraphGives() {
        String message = assertThrows(ConversionException.class,
                () -> read("file: a.onnx\nmotion: b.onnx\nsource: {bundle: ../other}")).getMessage();
        assertTrue(message.contains("motion needs source.decode: true"), message);
    }

    @Test
    void theMotionNetworkIsMadeAgainWhereItIsMissingOrAnother() throws IOException {
        Variant variant = read("file: a.onnx\nmotion: b.onnx\nsource: {bundle: ../other, decode: true}");
        MadeModel made = MadeModel.motion(bundle, variant);
        assertFalse(made.isFresh());
        made.write(MotionGraph.make());
        assertTrue(MadeModel.motion(bundle, variant).isFresh());
        Files.write(made.file(), new byte[3]);
        assertFalse(MadeModel.motion(bundle, variant).isFresh());
    }

    @Test
    void onlyOneInWholeNumbersReadsRangesAndIsMadeAgainWithOthers() throws IOException {
        assertNull(read("file: a.onnx\nsource: {bundle: ../other, precision: fp16}").ranges());
        Variant variant = read("file: a.onnx\nsource: {bundle: ../other, precision: int8}");
        Path ranges = bundle.resolve("ranges.yaml");
        assertEquals(new Variant("a.onnx", models.resolve("other/model.onnx"), Variant.Precision.INT8, false, null,
                ranges), variant);
        assertFalse(MadeModel.in(bundle, variant).isFresh(), "the ranges are missing");
        Files.writeString(ranges, "one");
        MadeModel.in(bundle, variant).write(new byte[3]);
        assertTrue(MadeModel.in(bundle, variant).isFresh());
        Files.writeString(ranges, "other");
        assertFalse(MadeModel.in(bundle, variant).isFresh());
    }

    @Test
    void anotherPrecisionIsNamedWithThoseThatThereAre() {
        String message = assertThrows(ConversionException.class,
                () -> read("file: a.onnx\nsource: {bundle: ../other, precision: int4}")).getMessage();
        assertTrue(message.contains("source.precision is fp32, fp16 or int8, not 'int4'"), message);
    }

    private Variant read(String yaml) throws IOException {
        Files.writeString(bundle.resolve("bundle.yaml"), yaml + "\n");
        return Variant.read(bundle);
    }
}
