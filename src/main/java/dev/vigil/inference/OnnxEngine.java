package dev.vigil.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.vigil.stream.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * ONNX Runtime on the CPU. Input and outputs are buffers of ours that the runtime reads and writes in place, so a run
 * copies nothing and allocates nothing worth mentioning.
 */
public final class OnnxEngine implements Engine {

    private final ModelBundle bundle;
    private final int threads;
    private final ByteBuffer input;
    private final TensorTable outputs;
    private final Map<String, long[]> outputShapes = new HashMap<>();
    private final Batch[] batches;
    /** Few sizes of batches keep the runtime's memory small: it keeps a plan and buffers for each. */
    private final int[] bucketOf;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String inputName;
    /** Reckons the motion of each camera, where the bundle has a network for it; else null. */
    private OnnxMotion motion;
    private boolean closed;

    /**
     * Loads the model.
     *
     * @param maxBatch the largest batch, at least 1; memory for it is taken now
     * @param threads  CPU threads that share the work of one run, at least 1
     * @throws EngineException when the model cannot be loaded or is not what its bundle says
     */
    public OnnxEngine(ModelBundle bundle, int maxBatch, int threads) {
        if (maxBatch < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "an engine needs a batch and threads of at least 1, not " + maxBatch + " and " + threads);
        }
        this.bundle = bundle;
        this.threads = threads;
        this.batches = new Batch[maxBatch + 1];
        this.bucketOf = IntStream.rangeClosed(0, maxBatch)
                .map(frames -> Arrays.stream(buckets()).filter(size -> size >= frames).findFirst().orElseThrow())
                .toArray();
        this.environment = environment();
        this.session = open();
        try {
            this.inputName = checkedInput();
            this.input = direct((long) maxBatch * bundle.itemBytes());
            this.outputs = new TensorTable(bundle);
            for (String output : bundle.outputs()) {
                outputs.add(checkedOutput(output));
            }
            if (bundle.motion().isPresent()) {
                OnnxMotion.check(bundle, session);
                motion = new OnnxMotion(bundle, bucketOf, load(bundle.motion().get().onnx()), outputs);
            }
        } catch (OrtException e) {
            close();
            throw new EngineException(about("cannot be looked into: " + e.getMessage()), e);
        } catch (RuntimeException | OutOfMemoryError e) {
            close();
            throw e;
        }
    }

    /**
     * The version of ONNX Runtime, once it is loaded.
     *
     * @throws EngineException where it cannot be loaded on this machine
     */
    public static String library() {
        return environment().getVersion();
    }

    private static OrtEnvironment environment() {
        try {
            return OrtEnvironment.getEnvironment();
        } catch (LinkageError | IllegalStateException e) {
            throw new EngineException("ONNX Runtime has no native library that works on this machine ("
                    + System.getProperty("os.name") + ", " + System.getProperty("os.arch") + "): " + reason(e), e);
        }
    }

    /** A class that could not be initialised once says so ever after, and keeps why as its cause. */
    private static Throwable reason(Throwable failure) {
        return failure.getCause() == null ? failure : reason(failure.getCause());
    }

    private OrtSession open() {
        try {
            return load(bundle.network().onnx());
        } catch (OrtException e) {
            throw new EngineException(about("cannot be loaded: " + e.getMessage()), e);
        }
    }

    private OrtSession load(ByteBuffer onnx) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            // The memory of a run (26 MB for a picture) is kept for the next one: the C library would fetch it anew from
            // the kernel, page by page, which costs up to three times what the network does. A plan of it for each size
            // of batch would keep more.
            options.setCPUArenaAllocator(true);
            options.setMemoryPatternOptimization(false);
            // Idle threads would spin for milliseconds and starve the decoders beside us.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            // Sums of a model in whole numbers must not be cut off.
            options.addConfigEntry(ByteProducts.OPTION, ByteProducts.option());
            // Weights in files of their own lie beside the model's.
            options.addConfigEntry("session.model_external_initializers_file_folder_path",
                    bundle.file().toAbsolutePath().getParent().toString());
            return environment.createSession(onnx, options);
        }
    }

    private String checkedInput() throws OrtException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        if (inputs.size() != 1) {
            throw new EngineException(about("must have one input, not " + inputs.keySet()));
        }
        NodeInfo found = inputs.values().iterator().next();
        long[] shape = bundle.inputShape(-1);
        if (!(found.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.UINT8
                || !Arrays.equals(tensor.getShape(), shape)) {
            throw new EngineException(about("must take uint8 %s as its bundle says, but its input %s is %s".formatted(
                    Arrays.toString(shape).replace("-1", "N"), found.getName(), found.getInfo())));
        }
        return found.getName();
    }

    private Tensor checkedOutput(String name) throws OrtException {
        Map<String, NodeInfo> outputInfo = session.getOutputInfo();
        NodeInfo found = outputInfo.get(name);
        if (found == null) {
            throw new EngineException(about("has no output '" + name + "', only " + outputInfo.keySet()));
        }
        if (!(found.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT
                || tensor.getShape().length < 2 || tensor.getShape().length > 4
                || Arrays.stream(tensor.getShape()).skip(1).anyMatch(n -> n < 1)) {
            throw new EngineException(about("must give float [N, channels] or [N, channels, height, width], but its"
                    + " output " + name + " is " + found.getInfo()));
        }
        long[] shape = Arrays.copyOf(tensor.getShape(), 4);
        Arrays.fill(shape, tensor.getShape().length, 4, 1);
        outputShapes.put(name, tensor.getShape());
        long floats = maxBatch() * shape[1] * shape[2] * shape[3];
        return new Tensor(name, (int) shape[1], (int) shape[2], (int) shape[3],
                direct(floats * Float.BYTES).asFloatBuffer());
    }

    /** An output's own shape, of which a {@link Tensor} has four dimensions always. */
    private long[] outputShape(String name, int frames) {
        long[] shape = outputShapes.get(name).clone();
        shape[0] = frames;
        return shape;
    }

    private ByteBuffer direct(long bytes) {
        if (bytes > Integer.MAX_VALUE) {
            throw new EngineException(about("needs more than 2 GiB in one piece for a batch of " + maxBatch()));
        }
        return OnnxMotion.direct(bytes);
    }

    private String about(String what) {
        return "model " + bundle.name() + " (" + bundle.file() + ") " + what;
    }

    @Override
    public String name() {
        return "ONNX Runtime " + environment.getVersion() + ", CPU, " + threads
                + (threads == 1 ? " thread" : " threads");
    }

    @Override
    public ModelBundle bundle() {
        return bundle;
    }

    @Override
    public int maxBatch() {
        return batches.length - 1;
    }

    @Override
    public ByteBuffer input() {
        return input;
    }

    @Override
    public void place(int place, int slot, boolean anew, Frame frame) {
        if (motion != null) {
            motion.place(place, slot, anew, frame);
        }
    }

    @Override
    public void run(int frames) {
        if (frames < 1 || frames > maxBatch()) {
            throw new IllegalArgumentException("a batch has 1 to " + maxBatch() + " frames, not " + frames);
        }
        if (motion != null) {
            motion.prepare(frames);
        }
        try {
            int size = bucketOf[frames];
            if (batches[size] == null) {
                batches[size] = new Batch(size);
            }
            batches[size].run();
            if (motion != null) {
                motion.run(frames);
            }
        } catch (OrtException e) {
            forgetBatch();
            throw new EngineException(about("failed on a batch of " + frames + ": " + e.getMessage()), e);
        } catch (RuntimeException | Error e) {
            forgetBatch();
            throw e;
        }
    }

    private void forgetBatch() {
        if (motion != null) {
            motion.failed();
        }
    }

    @Override
    public Outputs outputs() {
        return outputs;
    }

    /** Frees the native memory; a second call does nothing. The engine must not be running. */
    @Override
    public void close() {
        for (int i = 0; i < batches.length; i++) {
            if (batches[i] != null) {
                batches[i].close();
                batches[i] = null;
            }
        }
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (motion != null) {
                motion.close();
            }
            session.close();
        } catch (OrtException e) {
            throw new EngineException(about("cannot be closed: " + e.getMessage()), e);
        }
    }

    /** The runtime's view of the first {@code frames} pictures of our buffers, made once for each batch size. */
    private final class Batch {

        private final Map<String, OnnxTensor> in = new HashMap<>();
        private final Map<String, OnnxTensor> out = new HashMap<>();

        Batch(int frames) throws OrtException {
            try {
                in.put(inputName, OnnxTensor.createTensor(environment,
                        input.slice(0, frames * bundle.itemBytes()).order(ByteOrder.nativeOrder()),
                        bundle.inputShape(frames), OnnxJavaType.UINT8));
                for (String name : bundle.outputs()) {
                    Tensor tensor = outputs.tensor(name);
                    FloatBuffer data = tensor.data().slice(0, frames * tensor.frameFloats());
                    out.put(tensor.name(), OnnxTensor.createTensor(environment, data,
                            outputShape(tensor.name(), frames)));
                }
                if (motion != null) {
                    out.putAll(motion.kept(frames));
                }
            } catch (OrtException | RuntimeException e) {
                close();
                throw e;
            }
        }

        void run() throws OrtException {
            // The result owns nothing: all that was asked for lies in our own tensors.
            session.run(in, Set.of(), out).close();
        }

        void close() {
            in.values().forEach(OnnxTensor::close);
            out.values().forEach(OnnxTensor::close);
        }
    }
}
