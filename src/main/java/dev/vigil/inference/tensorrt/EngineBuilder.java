package dev.vigil.inference.tensorrt;

import static org.bytedeco.tensorrt.global.nvinfer.createInferBuilder;
import static org.bytedeco.tensorrt.global.nvonnxparser.createParser;

import dev.vigil.inference.EngineException;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorrt.global.nvinfer.BuilderFlag;
import org.bytedeco.tensorrt.global.nvinfer.MemoryPoolType;
import org.bytedeco.tensorrt.global.nvinfer.OptProfileSelector;
import org.bytedeco.tensorrt.nvinfer.IBuilder;
import org.bytedeco.tensorrt.nvinfer.IBuilderConfig;
import org.bytedeco.tensorrt.nvinfer.IHostMemory;
import org.bytedeco.tensorrt.nvinfer.INetworkDefinition;
import org.bytedeco.tensorrt.nvinfer.IOptimizationProfile;
import org.bytedeco.tensorrt.nvinfer.ITensor;
import org.bytedeco.tensorrt.nvinfer.ITimingCache;
import org.bytedeco.tensorrt.nvonnxparser.IParser;
import org.bytedeco.tensorrt.nvonnxparser.IParserError;
import org.jboss.logging.Logger;

/** Makes TensorRT's engine of an ONNX file: it tries kernels out on the GPU, which takes from seconds to minutes. */
final class EngineBuilder {

    private static final Logger LOG = Logger.getLogger(EngineBuilder.class);
    /** Scratch memory that one run of the engine may ask for. */
    private static final long WORKSPACE_BYTES = 1L << 30;

    private final Blueprint blueprint;
    private final Precision precision;
    private final TensorRtLog log = TensorRtLog.instance();

    EngineBuilder(Blueprint blueprint, Precision precision) {
        this.blueprint = blueprint;
        this.precision = precision;
    }

    /** A serialised engine, and the timings of kernels, those given among them. */
    record Built(byte[] engine, byte[] timings) {
    }

    /**
     * @param timings of an earlier build on this GPU, or null
     * @throws EngineException when TensorRT cannot make an engine of that model
     */
    Built build(byte[] timings) {
        try (Handles handles = new Handles()) {
            IBuilder builder = made(handles, createInferBuilder(log), "a builder");
            // TensorRT 11 knows strongly typed networks only.
            INetworkDefinition network = made(handles, builder.createNetworkV2(0), "a network");
            parse(handles, network);
            IBuilderConfig config = made(handles, builder.createBuilderConfig(), "a configuration");
            config.setMemoryPoolLimit(MemoryPoolType.kWORKSPACE, WORKSPACE_BYTES);
            if (precision == Precision.TF32) {
                config.setFlag(BuilderFlag.kTF32);
            } else {
                config.clearFlag(BuilderFlag.kTF32);
            }
            ITimingCache cache = timingCache(handles, config, timings);
            // The builder owns its profiles.
            addProfile(builder, config, network);
            IHostMemory engine = made(handles, builder.buildSerializedNetwork(network, config), "an engine");
            IHostMemory newTimings = made(handles, cache.serialize(), "its timings");
            return new Built(bytes(engine), bytes(newTimings));
        }
    }

    private void parse(Handles handles, INetworkDefinition network) {
        IParser parser = createParser(network, log);
        require(CppObject.made(parser), "a parser");
        handles.onClose(() -> CppObject.delete(parser, CppObject.DELETING_DESTRUCTOR_OF_PARSER));
        ByteBuffer onnx = blueprint.onnx().get();
        try (BytePointer bytes = new BytePointer(onnx)) {
            // The file's name tells where weights in files of their own lie.
            if (!parser.parse(bytes, onnx.remaining(), blueprint.file().toAbsolutePath().toString())) {
                throw new EngineException("TensorRT does not understand model " + blueprint.name() + " ("
                        + blueprint.file() + "): " + reason(parser));
            }
        }
        for (int i = network.getNbOutputs() - 1; i >= 0; i--) {
            ITensor output = network.getOutput(i);
            if (!blueprint.outputs().contains(output.getName())) {
                network.unmarkOutput(output);
            }
        }
    }

    private String reason(IParser parser) {
        if (parser.getNbErrors() == 0) {
            return log.lastError();
        }
        IParserError first = parser.getError(0);
        return (first.node() < 0 ? "" : first.nodeOperator() + " " + first.nodeName() + ": ")
                + first.desc().replaceAll("\\s+", " ");
    }

    /** Timings that TensorRT refuses cost time, not the engine. */
    private ITimingCache timingCache(Handles handles, IBuilderConfig config, byte[] timings) {
        if (timings != null && timings.length > 0) {
            try (BytePointer bytes = new BytePointer(timings)) {
                ITimingCache known = config.createTimingCache(bytes, timings.length);
                handles.onClose(() -> CppObject.delete(known));
                if (CppObject.made(known) && config.setTimingCache(known, false)) {
                    return known;
                }
            }
            LOG.warnf("TensorRT does not take the timings of kernels that were kept (%s): they are measured anew",
                    log.lastError());
        }
        ITimingCache empty = made(handles, config.createTimingCache(null, 0), "a timing cache");
        require(config.setTimingCache(empty, false), "use of the timing cache");
        return empty;
    }

    private void addProfile(IBuilder builder, IBuilderConfig config, INetworkDefinition network) {
        if (network.getNbInputs() != blueprint.inputs()) {
            throw new EngineException("model " + blueprint.name() + " (" + blueprint.file() + ") must have "
                    + (blueprint.inputs() == 1 ? "one input" : blueprint.inputs() + " inputs") + ", not "
                    + network.getNbInputs());
        }
        IOptimizationProfile shapes = builder.createOptimizationProfile();
        require(CppObject.made(shapes), "a profile");
        for (int i = 0; i < network.getNbInputs(); i++) {
            String input = network.getInput(i).getName();
            Blueprint.Sizes sizes = blueprint.sizes().apply(input);
            require(shapes.setDimensions(input, OptProfileSelector.kMIN, LoadedEngine.dims(sizes.least()))
                    && shapes.setDimensions(input, OptProfileSelector.kOPT, LoadedEngine.dims(sizes.usual()))
                    && shapes.setDimensions(input, OptProfileSelector.kMAX, LoadedEngine.dims(sizes.most())),
                    "a profile of " + input);
        }
        require(config.addOptimizationProfile(shapes) >= 0, "a profile for batches of " + blueprint.profile());
    }

    private <T extends Pointer> T made(Handles handles, T object, String what) {
        require(CppObject.made(object), what);
        handles.onClose(() -> CppObject.delete(object));
        return object;
    }

    private void require(boolean done, String what) {
        if (!done) {
            throw new EngineException("TensorRT gives no " + what.replaceFirst("^an? ", "") + " for model "
                    + blueprint.name() + ": " + log.lastError());
        }
    }

    private static byte[] bytes(IHostMemory memory) {
        byte[] bytes = new byte[Math.toIntExact(memory.size())];
        new BytePointer(memory.data()).get(bytes);
        return bytes;
    }
}
