package dev.vigil.inference.tensorrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.vigil.inference.GraphsForEngines;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What TensorRT's own parser says of every graph that Vigil gives to it, as far as it says it without a GPU. */
class ParserWithoutGpuTest {

    private static final long MOST_GROWTH_KIB = 8 * 1024;

    @TempDir
    Path folder;

    @Test
    void itHasNothingAgainstAnyNodeOfOurGraphsAndItsParsersAreDeleted() throws Exception {
        if (!ProbeProcess.hasTensorRt()) {
            System.out.println("NOT CHECKED: what TensorRT's own parser says of our graphs; with its libraries, 556 MB,"
                    + " it is: ./mvnw -Pgpu-redist test -Dtest=ParserWithoutGpuTest");
            return;
        }
        StubLibraries.assumeTheyServe();
        Path graphs = Files.createDirectory(folder.resolve("graphs"));
        List<String> expected = new ArrayList<>();
        for (Map.Entry<String, ByteBuffer> graph : GraphsForEngines.all(folder).entrySet()) {
            write(graphs.resolve(graph.getKey() + ".onnx"), graph.getValue());
            expected.add("parser: " + graph.getKey() + ".onnx []");
        }
        write(graphs.resolve("bad.onnx"), bad());
        expected.add("parser: bad.onnx [Unique motion/27]");
        List<String> lines = ProbeProcess.lines(true,
                new StubLibraries(folder.resolve("stubs")).driver().runtime(0, 1).companions(), ParserProbe.class,
                graphs.toString()).stream().filter(line -> line.startsWith("parser: ")).toList();
        assertTrue(lines.get(0).startsWith("parser: of TensorRT 11."), lines.get(0));
        assertEquals(new TreeSet<>(expected), new TreeSet<>(lines.subList(1, lines.size() - 1)));
        String growth = lines.get(lines.size() - 1);
        assertTrue(Long.parseLong(growth.replaceAll("[^-0-9]", "")) < MOST_GROWTH_KIB, growth);
    }

    /** A motion network with an operator that TensorRT does not have: it shows that the parser looks. */
    private ByteBuffer bad() throws Exception {
        ModelProto.Builder motion = ModelProto.parseFrom(GraphsForEngines.all(folder)
                .get("movenet-multipose-fp16-motion")).toBuilder();
        motion.getGraphBuilder().getNodeBuilderList().stream().filter(node -> node.getOutput(0).equals("motion/27"))
                .forEach(node -> node.setOpType("Unique"));
        return ByteBuffer.wrap(motion.build().toByteArray());
    }

    private static void write(Path file, ByteBuffer content) throws Exception {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.write(content);
        }
    }
}
