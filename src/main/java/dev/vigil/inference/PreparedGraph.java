package dev.vigil.inference;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.vigil.stream.PictureSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A classifier's graph with the preparation of its pictures before it, as operators of the graph's own: it then takes
 * bytes [N, (frames,) height, width, 3], RGB, whatever the model wants, and gives floats.
 */
final class PreparedGraph {

    /** Goes up when the same model would become another graph than before: engines made of that one are stale. */
    static final String VERSION = "2";
    private static final String INPUT = "vigil_pictures";

    private final Path file;
    private final BundleYaml yaml;
    private final Preparation preparation;
    private final PictureSize size;
    private final Optional<Clip> clip;
    private final List<String> outputs;

    PreparedGraph(Path file, BundleYaml yaml, Preparation preparation, PictureSize size, Optional<Clip> clip,
            List<String> outputs) {
        this.file = file;
        this.yaml = yaml;
        this.preparation = preparation;
        this.size = size;
        this.clip = clip;
        this.outputs = outputs;
    }

    /**
     * The whole model, serialised into a direct buffer.
     *
     * @throws EngineException where the file is no ONNX model, or not of the form that its bundle says
     */
    ByteBuffer before(ByteBuffer onnx) {
        ModelProto model;
        try {
            model = ModelProto.parseFrom(onnx.duplicate());
        } catch (InvalidProtocolBufferException noModel) {
            throw new EngineException(file + " is no ONNX model: " + noModel.getMessage());
        }
        GraphProto graph = model.getGraph();
        ValueInfoProto input = input(graph);
        checkShape(input);
        GraphProto.Builder changed = graph.toBuilder().clearInput().clearNode().clearOutput();
        graph.getInputList().stream().filter(other -> !other.getName().equals(input.getName()))
                .forEach(changed::addInput);
        String pictures = preparation.changesNothing() ? input.getName() : INPUT;
        changed.addInput(0, info(pictures, TensorProto.DataType.UINT8, ours()));
        if (!preparation.changesNothing()) {
            new Operators(changed).prepare(preparation, pictures, input.getName(),
                    Operators.castsFirst(graph, input.getName()));
        }
        changed.addAllNode(graph.getNodeList());
        graph.getOutputList().forEach(output -> addOutput(changed, output));
        ModelProto prepared = model.toBuilder().setGraph(changed).build();
        ByteBuffer bytes = ByteBuffer.allocateDirect(prepared.getSerializedSize());
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            prepared.writeTo(out);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.flip();
    }

    /** Old files list their weights as inputs, too. */
    private ValueInfoProto input(GraphProto graph) {
        Set<String> weights = new HashSet<>();
        graph.getInitializerList().forEach(weight -> weights.add(weight.getName()));
        List<ValueInfoProto> inputs = graph.getInputList().stream()
                .filter(input -> !weights.contains(input.getName())).toList();
        List<String> names = inputs.stream().map(ValueInfoProto::getName).toList();
        if (inputs.size() != 1) {
            throw new EngineException(file + " must have one input, not " + names);
        }
        if (yaml.has("/input/name") && !yaml.text("/input/name").equals(names.get(0))) {
            throw yaml.mistake("/input/name", "is '" + yaml.text("/input/name") + "', but the input of " + file
                    + " is '" + names.get(0) + "'");
        }
        return inputs.get(0);
    }

    private void checkShape(ValueInfoProto input) {
        TypeProto.Tensor tensor = input.getType().getTensorType();
        if (tensor.getElemType() != preparation.type().onnx) {
            throw yaml.mistake("/input/type", "is " + preparation.type().word() + ", but " + file + " takes "
                    + typeWord(tensor.getElemType()));
        }
        long[] wanted = wanted();
        List<TensorShapeProto.Dimension> found = tensor.getShape().getDimList();
        boolean fits = found.size() == wanted.length;
        for (int i = 1; fits && i < wanted.length; i++) {
            fits = !found.get(i).hasDimValue() || found.get(i).getDimValue() == wanted[i];
        }
        if (!fits) {
            throw yaml.mistake("/input", "says " + preparation.layout() + " " + words(wanted) + ", but " + file
                    + " takes " + words(found));
        }
        if (found.get(0).hasDimValue()) {
            throw new EngineException(file + " takes batches of just " + found.get(0).getDimValue() + ": export it"
                    + " with a dynamic first dimension (dynamic_axes in PyTorch), so that cameras share a run");
        }
    }

    /** Without the batch, which is -1: what we give. */
    private long[] ours() {
        return clip.isPresent() ? new long[] {-1, clip.get().frames(), size.height(), size.width(), 3}
                : new long[] {-1, size.height(), size.width(), 3};
    }

    private long[] wanted() {
        long[] ours = ours();
        long[] wanted = new long[ours.length];
        for (int i = 0; i < ours.length; i++) {
            wanted[i] = ours[(int) preparation.layout().fromOurs[i]];
        }
        return wanted;
    }

    /** Engines give floats: what comes in halves is widened. */
    private void addOutput(GraphProto.Builder changed, ValueInfoProto output) {
        TypeProto.Tensor tensor = output.getType().getTensorType();
        if (!outputs.contains(output.getName()) || tensor.getElemType() != TensorProto.DataType.FLOAT16_VALUE) {
            changed.addOutput(output);
            return;
        }
        String halves = output.getName() + "_vigil_halves";
        for (int i = 0; i < changed.getNodeCount(); i++) {
            rename(changed, i, output.getName(), halves);
        }
        new Operators(changed).cast(halves, TensorProto.DataType.FLOAT, output.getName());
        changed.addOutput(output.toBuilder().setType(TypeProto.newBuilder().setTensorType(
                tensor.toBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE))));
    }

    private static void rename(GraphProto.Builder graph, int node, String from, String to) {
        for (int i = 0; i < graph.getNode(node).getOutputCount(); i++) {
            if (graph.getNode(node).getOutput(i).equals(from)) {
                graph.getNodeBuilder(node).setOutput(i, to);
            }
        }
        for (int i = 0; i < graph.getNode(node).getInputCount(); i++) {
            if (graph.getNode(node).getInput(i).equals(from)) {
                graph.getNodeBuilder(node).setInput(i, to);
            }
        }
    }

    private static ValueInfoProto info(String name, TensorProto.DataType type, long[] shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (long size : shape) {
            if (size < 0) {
                dimensions.addDimBuilder().setDimParam("N");
            } else {
                dimensions.addDimBuilder().setDimValue(size);
            }
        }
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(
                TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(dimensions))).build();
    }

    private static String words(long[] shape) {
        List<String> words = new ArrayList<>();
        for (long size : shape) {
            words.add(size < 0 ? "N" : Long.toString(size));
        }
        return words.toString();
    }

    private static String words(List<TensorShapeProto.Dimension> shape) {
        return shape.stream().map(size -> size.hasDimValue() ? Long.toString(size.getDimValue())
                : size.getDimParam().isBlank() ? "?" : size.getDimParam()).toList().toString();
    }

    private static String typeWord(int type) {
        TensorProto.DataType known = TensorProto.DataType.forNumber(type);
        return known == null ? "a type unknown to us" : known.name().toLowerCase(java.util.Locale.ROOT);
    }
}
