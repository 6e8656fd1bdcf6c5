package dev.vigil.convert;

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
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An ONNX graph being written. Nodes must be added in the order in which they are to run. */
final class OnnxGraph {

    /** Operator set 13 and IR 8 are old enough for every engine we use and new enough for what we write. */
    private static final int OPERATOR_SET = 13;
    private static final int IR_VERSION = 8;

    private final GraphProto.Builder graph;
    private final Set<String> constants = new HashSet<>();

    OnnxGraph(String name) {
        graph = GraphProto.newBuilder().setName(name);
    }

    /** Goes on writing a graph of the same operator set. */
    OnnxGraph(GraphProto begun) {
        graph = begun.toBuilder();
    }

    /**
     * The graph of a file.
     *
     * @throws ConversionException when it is no ONNX file
     */
    static GraphProto read(Path file) throws IOException {
        try {
            return ModelProto.parseFrom(Files.readAllBytes(file)).getGraph();
        } catch (InvalidProtocolBufferException e) {
            throw new ConversionException(file + " is no ONNX file: " + e.getMessage());
        }
    }

    GraphProto.Builder proto() {
        return graph;
    }

    /** A picture-shaped value of the graph, [N, channels, height, width]; N is the batch and left open. */
    record Value(String name, int channels, int height, int width) {

        Value named(String newName) {
            return new Value(newName, channels, height, width);
        }
    }

    /**
     * The index of the first convolution, before which a graph only prepares its pictures.
     *
     * @param by what a graph without one gains nothing by
     */
    static int firstConvolution(GraphProto graph, String by) {
        for (int i = 0; i < graph.getNodeCount(); i++) {
            if (graph.getNode(i).getOpType().equals("Conv")) {
                return i;
            }
        }
        throw new ConversionException("a graph without a convolution gains nothing by " + by);
    }

    /** Adds a node with one output and gives the builder, for its attributes. */
    NodeProto.Builder node(String op, String output, String... inputs) {
        return graph.addNodeBuilder().setOpType(op).setName(output).addAllInput(List.of(inputs)).addOutput(output);
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value).build();
    }

    static AttributeProto integers(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value)).build();
    }

    /** A constant by that name; asked for again, it is the first one. */
    String constant(String name, int[] shape, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return constant(name, TensorProto.DataType.FLOAT, shape, raw);
    }

    /** A constant of whole numbers, such as a shape; its type is int64. */
    String wholeNumbers(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return constant(name, TensorProto.DataType.INT64, new int[] {values.length}, raw);
    }

    /** A constant of any type, its numbers as they are to lie in the file. */
    String constant(String name, TensorProto.DataType type, int[] shape, ByteBuffer raw) {
        if (constants.add(name)) {
            TensorProto.Builder tensor = graph.addInitializerBuilder().setName(name).setDataType(type.getNumber())
                    .setRawData(ByteString.copyFrom(raw));
            for (int size : shape) {
                tensor.addDims(size);
            }
        }
        return name;
    }

    /** The graph's input: RGB24 pictures as a decoder leaves them, unsigned bytes [N, height, width, 3]. */
    void pictures(String name, int height, int width) {
        graph.addInput(info(name, TensorProto.DataType.UINT8, height, width, 3));
    }

    /** An input of floats, [N, channels, height, width]. */
    void floats(String name, int channels, int height, int width) {
        graph.addInput(info(name, TensorProto.DataType.FLOAT, channels, height, width));
    }

    /** Any input; its first dimension is left open under that name. */
    void input(String name, TensorProto.DataType type, String open, int... sizes) {
        graph.addInput(info(name, type, open, sizes));
    }

    /** An output of floats; its first dimension is left open under that name. */
    void result(String name, String open, int... sizes) {
        graph.addOutput(info(name, TensorProto.DataType.FLOAT, open, sizes));
    }

    void output(Value value) {
        graph.addOutput(info(value.name(), TensorProto.DataType.FLOAT, value.channels(), value.height(),
                value.width()));
    }

    private static ValueInfoProto info(String name, TensorProto.DataType type, int... sizes) {
        return info(name, type, "N", sizes);
    }

    private static ValueInfoProto info(String name, TensorProto.DataType type, String open, int... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        shape.addDimBuilder().setDimParam(open);
        for (int size : sizes) {
            shape.addDimBuilder().setDimValue(size);
        }
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(
                TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape))).build();
    }

    byte[] toBytes(String producer, String producerVersion) {
        return model(producer, producerVersion).toByteArray();
    }

    private ModelProto model(String producer, String producerVersion) {
        return ModelProto.newBuilder().setIrVersion(IR_VERSION)
                .setProducerName(producer).setProducerVersion(producerVersion)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
                .setGraph(graph).build();
    }
}
