package dev.vigil.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.stream.PictureSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifierBundleTest {

    private static final String CLIP = """
            kind: clip-classifier
            file: model.onnx
            input:
              layout: NCTHW
              type: float32
              colours: RGB
              width: 112
              height: 96
              mean: [0.4, 0.4, 0.4]
              std: [0.2, 0.2, 0.2]
              clip: {frames: 16, stride_seconds: 0.1}
            outputs: [{name: logits, activation: softmax}]
            """;

    @TempDir
    Path folder;

    private ModelBundle load(String yaml) throws IOException {
        Files.writeString(folder.resolve("model.onnx"), "abc");
        Files.writeString(folder.resolve("bundle.yaml"), yaml);
        return ModelBundle.load(folder);
    }

    @Test
    void aClipIsSoManyPicturesSoFarApart() throws IOException {
        ModelBundle bundle = load(CLIP);
        assertEquals(ModelKind.CLIP_CLASSIFIER, bundle.kind());
        assertEquals(Optional.of(new Clip(16, 100_000_000L, 0, 4)), bundle.clip());
        assertEquals(new PictureSize(112, 96), bundle.input());
        assertEquals(16 * 112 * 96 * 3, bundle.itemBytes());
        assertEquals(Optional.of(new Clip(16, 0, 2, 16)),
                load(CLIP.replace("stride_seconds: 0.1", "stride_samples: 2, hop: 16")).clip());
        assertTrue(bundle.words().endsWith("clip-classifier, 16 pictures of 112x96"), bundle.words());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "clip-classifier | video-classifier | kind is 'video-classifier'; there are pose, frame-classifier, clip-class",
        "NCTHW           | NCHW             | input.layout is 'NCHW'; a clip-classifier takes NTHWC, NTCHW or NCTHW",
        "NCTHW           | NCDHW            | input.layout is 'NCDHW'; there are NHWC, NCHW, NTHWC, NTCHW, NCTHW",
        "clip-classifier | frame-classifier | input.layout is 'NCTHW'; a frame-classifier takes NHWC or NCHW",
        "type: float32   | type: int8       | input.type is 'int8'; there are uint8, float32, float16",
        "type: float32   | type: uint8      | input.type is uint8: such a model takes pictures as they are",
        "colours: RGB    | colours: YUV     | input.colours is 'YUV'; there are RGB and BGR",
        "colours: RGB    | colors: RGB      | input.colors is not known here; there are clip, colours, height",
        "[0.4, 0.4, 0.4] | [0.4]            | input.mean must be three numbers, one for each channel, not [0.4]",
        "[0.2, 0.2, 0.2] | [0.2, 0, 0.2]    | input.std must be positive",
        "frames: 16      | frames: 1        | input.clip.frames must be from 2 to 128, not 1",
        "frames: 16      | frames: lots     | input.clip.frames must be a positive whole number, not \"lots\"",
        "stride_seconds: 0.1 | stride_seconds: 0  | input.clip.stride_seconds must be a number above 0.005",
        "stride_seconds: 0.1 | hop: 3       | input.clip must have one of stride_seconds and stride_samples",
        "stride_seconds: 0.1 | stride_samples: 1, hop: 17 | input.clip.hop must be at most 16 (a clip's frames",
        "stride_seconds: 0.1 | stride_seconds: 0.3, hop: 4 | input.clip.hop must be at most 3 (a clip's frames",
        "stride_seconds  | stride           | input.clip.stride is not known here",
        "outputs:        | output:          | output is not known here; there are file, head, input, kind",
        "width: 112      | width: -1        | input.width must be a positive whole number, not -1",
    })
    void everyMistakeIsOneLineThatNamesTheKeyAndWhatWasExpected(String right, String wrong, String expected)
            throws IOException {
        String yaml = CLIP.replace(right, wrong);
        assertTrue(!yaml.equals(CLIP), "nothing replaced");
        String message = assertThrows(EngineException.class, () -> load(yaml)).getMessage();
        assertTrue(message.contains("bundle.yaml: " + expected), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void clipsOfMoreCamerasThanThereIsMemoryForAreRefusedBeforeAnythingIsTaken() throws IOException {
        ModelBundle bundle = load(CLIP);
        ClipWindow.demandRoom(bundle, 1);
        String message = assertThrows(EngineException.class, () -> ClipWindow.demandRoom(bundle, 10_000_000))
                .getMessage();
        assertTrue(message.startsWith("the clips of 10000000 cameras take 4921875 MiB"), message);
    }

    @Test
    void aClipOfAFrameClassifierIsAMistake() throws IOException {
        String yaml = CLIP.replace("clip-classifier", "frame-classifier").replace("NCTHW", "NCHW");
        assertTrue(assertThrows(EngineException.class, () -> load(yaml)).getMessage()
                .contains("input.clip is for a clip-classifier"));
    }
}
