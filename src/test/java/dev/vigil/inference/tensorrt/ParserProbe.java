package dev.vigil.inference.tensorrt;

import static org.bytedeco.tensorrt.global.nvonnxparser.createParser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.tensorrt.nvinfer.INetworkDefinition;
import org.bytedeco.tensorrt.nvonnxparser.IParser;
import org.bytedeco.tensorrt.nvonnxparser.IParserError;

/**
 * What TensorRT's own ONNX parser has against graphs, in lines, on a processor. It looks at every node before it puts
 * anything into the network, and needs none for that: the one that it gets here does nothing and says 0 to all.
 */
final class ParserProbe {

    private static final int FUNCTIONS = 128;
    private static final int PARSERS = 20_000;
    /** Where it cannot go on for want of a network. */
    private static final String INPUTS = "importInput";

    private ParserProbe() {
    }

    public static void main(String[] folder) throws IOException {
        GpuLibraries.loadCuda();
        GpuLibraries.loadTensorRt();
        System.out.println("parser: of TensorRT " + Gpu.tensorRtVersion());
        try (PointerPointer<Pointer> functions = new PointerPointer<>(FUNCTIONS);
                PointerPointer<Pointer> implementation = new PointerPointer<>(2);
                PointerPointer<Pointer> object = new PointerPointer<>(2)) {
            for (int i = 0; i < FUNCTIONS; i++) {
                functions.put(i, Loader.addressof("vigil_nothing"));
            }
            implementation.put(0, functions);
            // A class of TensorRT's interface: its own table of functions, and who does the work.
            object.put(0, functions).put(1, implementation);
            INetworkDefinition nothing = new INetworkDefinition(object);
            try (Stream<Path> files = Files.list(Path.of(folder[0]))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".onnx")).sorted().toList()) {
                    System.out.println("parser: " + file.getFileName() + " " + objections(nothing, file));
                }
            }
            System.out.println("parser: grown by " + growth(nothing) / 1024 + " KiB");
        }
    }

    private static List<String> objections(INetworkDefinition network, Path file) throws IOException {
        byte[] onnx = Files.readAllBytes(file);
        IParser parser = createParser(network, TensorRtLog.instance());
        try (BytePointer bytes = new BytePointer(onnx)) {
            parser.parse(bytes, onnx.length, file.toString());
            return Stream.iterate(0, i -> i < parser.getNbErrors(), i -> i + 1).map(parser::getError)
                    .map(ParserProbe::words).filter(words -> !words.equals(INPUTS)).toList();
        } finally {
            CppObject.delete(parser, CppObject.DELETING_DESTRUCTOR_OF_PARSER);
        }
    }

    private static String words(IParserError error) {
        return INPUTS.equals(error.func()) ? INPUTS : error.nodeOperator() + " " + error.nodeName();
    }

    /** Bytes that the process takes more after many parsers that were made and deleted: a parser has 1.6 KB. */
    private static long growth(INetworkDefinition network) {
        long before = 0;
        for (int i = 0; i < 2 * PARSERS; i++) {
            if (i == PARSERS) {
                before = Pointer.physicalBytes();
            }
            CppObject.delete(createParser(network, TensorRtLog.instance()), CppObject.DELETING_DESTRUCTOR_OF_PARSER);
        }
        return Pointer.physicalBytes() - before;
    }
}
