package dev.vigil.convert;

import dev.vigil.file.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The source of a model small enough to calculate by hand: one 3x3 convolution with stride 2 and SAME padding, all
 * weights 0.5, then Relu6. Its weights are stored as IEEE halves, as those of the real models.
 */
final class TinyModel {

    static final String BUNDLE = """
            kind: pose
            file: model.onnx
            input: {name: frames, type: uint8, layout: NHWC, colours: RGB, width: 4, height: 4}
            outputs: [out]
            source:
              package: tiny
              version: 1.0.0
              size: 1 kB
              model: {file: models/tiny.json, sha256: %s}
              weights: {file: models/tiny.bin, sha256: %s}
              nodes: {out: net/conv/Relu6}
            """;

    static final String JSON = """
            {"format": "graph-model", "modelTopology": {"node": [
              {"name": "input", "op": "Placeholder"},
              {"name": "cast", "op": "Cast", "input": ["input"]},
              {"name": "net/conv/Relu6", "op": "_FusedConv2D", "input": ["cast:0", "weights", "bias"], "attr": {
                "strides": {"list": {"i": ["1", "2", "2", "1"]}}, "dilations": {"list": {"i": ["1", "1", "1", "1"]}},
                "padding": {"s": "U0FNRQ=="}, "fused_ops": {"list": {"s": ["Qmlhc0FkZA==", "UmVsdTY="]}}}}]},
             "weightsManifest": [{"paths": ["tiny.bin"], "weights": [
              {"name": "weights", "shape": [3, 3, 3, 1], "dtype": "float32", "quantization": {"dtype": "float16"}},
              {"name": "bias", "shape": [1], "dtype": "float32"}]}]}
            """;

    private static final short HALF_OF_ONE = 0x3800;

    private TinyModel() {
    }

    static byte[] weights() {
        ByteBuffer bytes = ByteBuffer.allocate(27 * 2 + 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 27; i++) {
            bytes.putShort(HALF_OF_ONE);
        }
        return bytes.putFloat(-8).array();
    }

    /** Writes bundle.yaml into that folder. */
    static Path bundle(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("bundle.yaml"),
                BUNDLE.formatted(Sha256.of(JSON.getBytes()), Sha256.of(weights())));
        return folder;
    }
}
