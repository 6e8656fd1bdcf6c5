package dev.vigil.inference;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes classifiers that are small enough to calculate by hand: each picture and channel is its mean, in the order of
 * the model's own dimensions, and each output a weighted sum of these and a constant.
 */
public final class TinyClassifier {

    public static final int SIZE = 8;
    private static final int FLOAT = TensorProto.DataType.FLOAT_VALUE;

    private final String layout;
    private final String type;
    private final int frames;
    private final float[][] weights;
    private final float[] bias;
    private long batch = -1;
    private boolean halves;

    /**
     * @param frames  pictures of a clip; 1 for none
     * @param weights of each mean, for each output
     */
    public TinyClassifier(String layout, String type, int frames, float[][] weights, float[] bias) {
        this.layout = layout;
        this.type = type;
        this.frames = frames;
        this.weights = weights;
        this.bias = bias;
    }

    /** Gives the means themselves. */
    static TinyClassifier means(String layout, String type, int frames) {
        float[][] weights = new float[frames * 3][frames * 3];
        for (int i = 0; i < weights.length; i++) {
            weights[i][i] = 1;
        }
        return new TinyClassifier(layout, type, frames, weights, new float[weights.length]);
    }

    /** One picture, numbers from 0 to 1; {@code [0, slope * (brightness - middle)]}. */
    public static TinyClassifier bright(float slope, float middle) {
        float each = slope / 3;
        return new TinyClassifier("NCHW", "float32", 1, new float[][] {{0, each}, {0, each}, {0, each}},
                new float[] {0, -slope * middle});
    }

    /** A clip, numbers from 0 to 1; {@code [0, slope * (brightness of the last - that of the first - step)]}. */
    public static TinyClassifier brightening(int frames, float slope, float step) {
        float[][] weights = new float[frames * 3][2];
        for (int channel = 0; channel < 3; channel++) {
            weights[channel * frames][1] = -slope / 3;
            weights[channel * frames + frames - 1][1] = slope / 3;
        }
        return new TinyClassifier("NCTHW", "float32", frames, weights, new float[] {0, -slope * step});
    }

    /** Takes batches of just that size. */
    TinyClassifier ofBatch(long only) {
        batch = only;
        return this;
    }

    /** Gives its output in halves. */
    TinyClassifier inHalves() {
        halves = true;
        return this;
    }

    /** Writes the model and its description into that folder. */
    public Path bundle(Path folder, String yaml) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("model.onnx"), onnx());
        Files.writeString(folder.resolve("bundle.yaml"), yaml);
        return folder;
    }

    /** A description of {@link #bright}, with more lines. */
    public static String brightYaml(String more) {
        return """
                kind: frame-classifier
                file: model.onnx
                input: {layout: NCHW, type: float32, colours: RGB, width: 8, height: 8, scale: 0.00392156862745098}
                outputs: [{name: out, activation: softmax}]
                labels: [dark, {name: glare, crime_type: vandalism}]
                """ + more;
    }

    /** A description of {@link #brightening} pictures that are so far apart, with more lines. */
    public static String brighteningYaml(int frames, String stride, String more) {
        return """
                kind: clip-classifier
                file: model.onnx
                input:
                  {layout: NCTHW, type: float32, colours: RGB, width: 8, height: 8, scale: 0.00392156862745098,
                   clip: {frames: %d, %s, hop: 1}}
                outputs: [{name: out, activation: softmax}]
                labels: [steady, {name: flare, crime_type: assault}]
                """.formatted(frames, stride) + more;
    }

    byte[] onnx() {
        GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny");
        graph.addInput(info("pictures", switch (type) {
            case "uint8" -> TensorProto.DataType.UINT8_VALUE;
            case "float16" -> TensorProto.DataType.FLOAT16_VALUE;
            default -> FLOAT;
        }, shape()));
        attribute(node(graph, "Cast", "numbers", "pictures"), "to", FLOAT);
        NodeProto.Builder mean = node(graph, "ReduceMean", "means", "numbers");
        AttributeProto.Builder axes = mean.addAttributeBuilder().setName("axes")
                .setType(AttributeProto.AttributeType.INTS);
        axes.addInts(layout.indexOf('H')).addInts(layout.indexOf('W'));
        graph.addInitializerBuilder().setName("flat").setDataType(TensorProto.DataType.INT64_VALUE).addDims(2)
                .setRawData(ByteString.copyFrom(bytes(16).putLong(-1).putLong(weights.length).flip()));
        node(graph, "Reshape", "features", "means", "flat");
        ByteBuffer matrix = bytes(weights.length * bias.length * 4);
        for (float[] row : weights) {
            for (float value : row) {
                matrix.putFloat(value);
            }
        }
        weight(graph, "matrix", matrix, weights.length, bias.length);
        ByteBuffer constants = bytes(bias.length * 4);
        for (float value : bias) {
            constants.putFloat(value);
        }
        weight(graph, "bias", constants, bias.length);
        node(graph, "MatMul", "product", "features", "matrix");
        node(graph, "Add", halves ? "wide" : "out", "product", "bias");
        if (halves) {
            attribute(node(graph, "Cast", "out", "wide"), "to", TensorProto.DataType.FLOAT16_VALUE);
        }
        graph.addOutput(info("out", halves ? TensorProto.DataType.FLOAT16_VALUE : FLOAT,
                new long[] {batch, bias.length}));
        return ModelProto.newBuilder().setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(13))
                .setGraph(graph).build().toByteArray();
    }

    private long[] shape() {
        return layout.chars().mapToLong(dimension -> switch (dimension) {
            case 'N' -> batch;
            case 'T' -> frames;
            case 'C' -> 3;
            default -> SIZE;
        }).toArray();
    }

    private static NodeProto.Builder node(GraphProto.Builder graph, String operator, String output, String... inputs) {
        return graph.addNodeBuilder().setOpType(operator).setName(output).addAllInput(List.of(inputs))
                .addOutput(output);
    }

    private static void attribute(NodeProto.Builder node, String name, long value) {
        node.addAttributeBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value);
    }

    private static void weight(GraphProto.Builder graph, String name, ByteBuffer values, long... shape) {
        TensorProto.Builder tensor = graph.addInitializerBuilder().setName(name).setDataType(FLOAT)
                .setRawData(ByteString.copyFrom(values.flip()));
        for (long size : shape) {
            tensor.addDims(size);
        }
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ValueInfoProto info(String name, int type, long[] shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (long size : shape) {
            if (size < 0) {
                dimensions.addDimBuilder().setDimParam("batch");
            } else {
                dimensions.addDimBuilder().setDimValue(size);
            }
        }
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(
                TypeProto.Tensor.newBuilder().setElemType(type).setShape(dimensions))).build();
    }
}
