package dev.vigil.inference.tensorrt;

import static org.bytedeco.tensorrt.global.nvinfer.createInferRuntime;

import dev.vigil.inference.EngineException;
import java.util.Arrays;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tensorrt.global.nvinfer.DataType;
import org.bytedeco.tensorrt.global.nvinfer.TensorIOMode;
import org.bytedeco.tensorrt.nvinfer.Dims64;
import org.bytedeco.tensorrt.nvinfer.ICudaEngine;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;
import org.bytedeco.tensorrt.nvinfer.IRuntime;
import org.jboss.logging.Logger;

/** TensorRT's engine of one network, in the GPU's memory: from the store, or built where that has none that fits. */
final class LoadedEngine implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LoadedEngine.class);

    private final Blueprint blueprint;
    private final Handles handles = new Handles();
    private final ICudaEngine engine;

    /** @throws EngineException when the network cannot be used */
    LoadedEngine(Blueprint blueprint, Gpu gpu, Precision precision, EngineStore store) {
        this.blueprint = blueprint;
        try {
            engine = load(gpu, precision, store);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private ICudaEngine load(Gpu gpu, Precision precision, EngineStore store) {
        IRuntime runtime = createInferRuntime(TensorRtLog.instance());
        if (!CppObject.made(runtime)) {
            throw new EngineException("TensorRT does not start: " + TensorRtLog.instance().lastError());
        }
        handles.onClose(() -> CppObject.delete(runtime));
        EngineStore.Kept kept = store.engine(blueprint, gpu, precision);
        ICudaEngine made = deserialised(runtime, kept.plan());
        if (made == null && kept.seconds() == 0) {
            LOG.warnf("TensorRT does not take %s any more: it is built anew", kept.file());
            made = deserialised(runtime, store.build(blueprint, gpu, precision).plan());
        }
        if (made == null) {
            throw new EngineException("TensorRT does not take the engine of model " + blueprint.name() + ": "
                    + TensorRtLog.instance().lastError());
        }
        ICudaEngine taken = made;
        handles.onClose(() -> CppObject.delete(taken));
        return taken;
    }

    private static ICudaEngine deserialised(IRuntime runtime, byte[] plan) {
        try (BytePointer bytes = new BytePointer(plan)) {
            ICudaEngine made = runtime.deserializeCudaEngine(bytes, plan.length);
            return CppObject.made(made) ? made : null;
        }
    }

    /**
     * A context to run it in, whose profile is set on that stream; it is deleted with the handles.
     *
     * @throws GpuMemoryException when the GPU has no room for it
     */
    IExecutionContext context(CUstream_st stream, Handles owner) {
        IExecutionContext context = engine.createExecutionContext();
        if (!CppObject.made(context)) {
            // TensorRT gives no code; not enough memory for its activations is by far the most likely reason.
            throw new GpuMemoryException("TensorRT gives no execution context: " + TensorRtLog.instance().lastError());
        }
        owner.onClose(() -> CppObject.delete(context));
        require(context.setOptimizationProfileAsync(0, stream), "takes no profile");
        return context;
    }

    static void require(boolean done, String what) {
        if (!done) {
            throw new EngineException("TensorRT " + what + ": " + TensorRtLog.instance().lastError());
        }
    }

    /** Name of its first input. */
    String input() {
        for (int i = 0; i < engine.getNbIOTensors(); i++) {
            String name = engine.getIOTensorName(i);
            if (engine.getTensorIOMode(name).intern() == TensorIOMode.kINPUT) {
                return name;
            }
        }
        throw new EngineException(about("has no input"));
    }

    /** Shape of one of its tensors, -1 where it is open. */
    long[] shape(String name) {
        Dims64 dims = engine.getTensorShape(name);
        long[] shape = new long[Math.max(0, dims.nbDims())];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = dims.d(i);
        }
        return shape;
    }

    boolean isOf(String name, DataType type) {
        return engine.getTensorDataType(name).intern() == type;
    }

    /** @throws EngineException where that tensor is of another type or shape */
    void demand(String name, DataType type, long... shape) {
        if (!isOf(name, type) || !Arrays.equals(shape(name), shape)) {
            throw new EngineException(about("must have '%s', %s %s, not %s".formatted(name, type,
                    Arrays.toString(shape).replace("-1", "N"), Arrays.toString(shape(name)))));
        }
    }

    static Dims64 dims(long... sizes) {
        Dims64 dims = new Dims64();
        dims.nbDims(sizes.length);
        for (int i = 0; i < sizes.length; i++) {
            dims.d(i, sizes[i]);
        }
        return dims;
    }

    String about(String what) {
        return "model " + blueprint.name() + " (" + blueprint.file() + ") " + what;
    }

    @Override
    public void close() {
        handles.close();
    }
}
