package dev.vigil.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.stream.PictureSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelBundleTest {

    private static final String GOOD = """
            kind: pose
            file: model.onnx
            input: {name: frames, type: uint8, layout: NHWC, colours: RGB, width: 448, height: 256}
            outputs: [center, box_scale]
            """;

    @TempDir
    Path folder;

    @Test
    void aBundleSaysWhatTheModelTakesAndGives() throws IOException {
        Files.writeString(folder.resolve("model.onnx"), "abc");
        ModelBundle bundle = load(GOOD);
        assertEquals(new PictureSize(448, 256), bundle.input());
        assertEquals(List.of("center", "box_scale"), bundle.outputs());
        assertEquals(folder.getFileName().toString(), bundle.name());
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", bundle.sha256());
    }

    @Test
    void aBundleMayNameTheFolderOfItsHead() throws IOException {
        Files.writeString(folder.resolve("model.onnx"), "abc");
        assertEquals(Optional.empty(), load(GOOD).head());
        Files.createDirectory(folder.resolve("fights"));
        assertEquals(Optional.of(folder.resolve("fights")), load(GOOD + "head: fights").head());
        String message = assertThrows(EngineException.class, () -> load(GOOD + "head: thefts")).getMessage();
        assertTrue(message.contains("head names 'thefts'"), message);
    }

    @Test
    void aBundleMayNameItsMotionNetworkByTheContentOfItsFile() throws IOException {
        Files.writeString(folder.resolve("model.onnx"), "abc");
        assertEquals(Optional.empty(), load(GOOD).motion());
        String message = assertThrows(EngineException.class, () -> load(GOOD + "motion: m.onnx")).getMessage();
        assertTrue(message.contains("m.onnx is missing") && message.contains("correct 'motion'"), message);
        Files.writeString(folder.resolve("m.onnx"), "abc");
        MotionNetwork motion = load(GOOD + "motion: m.onnx").motion().orElseThrow();
        assertEquals(load(GOOD).sha256(), motion.sha256());
        Files.writeString(folder.resolve("m.onnx"), "changed");
        message = assertThrows(EngineException.class, motion::onnx).getMessage();
        assertTrue(message.contains("is not the file any more"), message);
    }

    @Test
    void anEngineIsMadeOfWhatTheBundleWasCheckedWithAndNoOtherLater() throws IOException {
        Files.writeString(folder.resolve("model.onnx"), "abc");
        Network network = load(GOOD).network();
        Files.writeString(folder.resolve("model.onnx"), "changed");
        assertEquals(ByteBuffer.wrap("abc".getBytes()), network.onnx());
        String message = assertThrows(EngineException.class, network::onnx).getMessage();
        assertTrue(message.contains("is not the file any more"), message);
        Files.writeString(folder.resolve("model.onnx"), "abc");
        assertEquals(ByteBuffer.wrap("abc".getBytes()), network.onnx());
    }

    @ParameterizedTest
    @CsvSource({
        "kind: pose, kind: weather, kind is 'weather'",
        "file: model.onnx, '', file is missing",
        "file: model.onnx, nofile: x, nofile is not known here; there are file",
        "type: uint8, type: float, input.type is 'float'",
        "layout: NHWC, layout: NCHW, input.layout is 'NCHW'",
        "width: 448, width: wide, input.width must be a positive whole number",
        "height: 256, height: 0, input.height must be a positive whole number",
        "'[center, box_scale]', '[]', outputs must list",
        "kind: pose, 'kind: [', 'is not YAML, line 3: '",
    })
    void everyMistakeIsOneLineThatNamesTheKey(String right, String wrong, String expected) throws IOException {
        Files.writeString(folder.resolve("model.onnx"), "abc");
        String message = assertThrows(EngineException.class, () -> load(GOOD.replace(right, wrong))).getMessage();
        assertTrue(message.contains("bundle.yaml") && message.contains(expected), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void aModelThatWasNotMadeYetComesWithTheCommandThatMakesIt() {
        String message = assertThrows(EngineException.class,
                () -> load(GOOD + "source: {package: some}")).getMessage();
        assertTrue(message.contains("model.onnx is missing") && message.contains("./mvnw compile"), message);
    }

    @Test
    void aFolderWithoutABundleIsNamed() {
        String message = assertThrows(EngineException.class, () -> ModelBundle.load(folder)).getMessage();
        assertTrue(message.contains(folder.toString()), message);
    }

    private ModelBundle load(String yaml) throws IOException {
        Files.writeString(folder.resolve("bundle.yaml"), yaml);
        return ModelBundle.load(folder);
    }
}
