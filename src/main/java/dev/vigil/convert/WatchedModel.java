package dev.vigil.convert;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.vigil.file.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A model of which all values come out that become bytes where it computes in whole numbers, so that their
 * {@link Ranges} can be measured.
 *
 * @param onnx    the model
 * @param sha256  of the file that it was made of
 * @param tensors those values' names; floats
 * @param heads   those among them of which nothing further is computed
 */
public record WatchedModel(byte[] onnx, String sha256, List<String> tensors, Set<String> heads) {

    /** @throws ConversionException when that is no ONNX file */
    public static WatchedModel of(Path file) throws IOException {
        GraphProto graph = OnnxGraph.read(file);
        ByteTensors bytes = new ByteTensors(graph);
        List<String> tensors = List.copyOf(bytes.names());
        OnnxGraph watched = new OnnxGraph(graph);
        Set<String> outputs = new HashSet<>();
        graph.getOutputList().forEach(output -> outputs.add(output.getName()));
        // Without a shape: engines find that by themselves.
        tensors.stream().filter(tensor -> !outputs.contains(tensor)).forEach(tensor -> watched.proto().addOutput(
                ValueInfoProto.newBuilder().setName(tensor).setType(TypeProto.newBuilder().setTensorType(
                        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber())))));
        return new WatchedModel(watched.toBytes("vigil", GraphConverter.VERSION), Sha256.of(file), tensors,
                bytes.heads());
    }
}
