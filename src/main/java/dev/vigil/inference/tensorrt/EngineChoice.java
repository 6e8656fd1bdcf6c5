package dev.vigil.inference.tensorrt;

import dev.vigil.inference.Engine;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.EngineKind;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Opens the engine that the settings ask for; what {@code auto} comes to is decided once, and said in one line. */
public final class EngineChoice {

    private static final Logger LOG = Logger.getLogger(EngineChoice.class);
    private static final int GPU_BATCH = 32;
    private static final int MOST_ON_CPU = 8;
    /** On processors a batch makes no frame cheaper, and costs 33 MB a frame: it is for many threads only. */
    private static final int THREADS_A_FRAME = 4;

    private final EngineKind kind;
    private final int maxBatch;
    private final int threads;
    private final Precision precision;
    private final Path engines;
    private final Function<ModelBundle, Engine> gpuEngine;
    private Boolean onGpu;
    /** Whether an engine has opened on the GPU: from then on it is the model's fault where one does not. */
    private boolean provedGpu;
    private String whyNotGpu;

    /**
     * @param maxBatch largest batch of the engines; 0 for what suits them: 32 on a GPU, on processors one frame for
     *                 every four threads, 1 to 8
     * @param threads  of an engine on the CPU
     * @param engines  folder of the engines that were built for the GPU
     */
    public EngineChoice(EngineKind kind, int maxBatch, int threads, Precision precision, Path engines) {
        this(kind, maxBatch, threads, precision, engines, null, bundle ->
                new TensorRtEngine(bundle, maxBatch == 0 ? GPU_BATCH : maxBatch, precision, engines));
    }

    /**
     * @param onGpu     whether there is a GPU; null to look for one when the first engine is opened
     * @param gpuEngine opens an engine on it
     */
    EngineChoice(EngineKind kind, int maxBatch, int threads, Precision precision, Path engines, Boolean onGpu,
            Function<ModelBundle, Engine> gpuEngine) {
        this.kind = kind;
        this.maxBatch = maxBatch;
        this.threads = threads;
        this.precision = precision;
        this.engines = engines;
        this.onGpu = onGpu;
        this.gpuEngine = gpuEngine;
    }

    /**
     * Opens engines of that model, one after the other, the next when the one before hangs or its GPU is lost. With
     * {@code auto} all after the first are on the CPU, since a GPU that failed is not to be trusted by this process.
     */
    public Supplier<Engine> of(ModelBundle bundle) {
        return new Supplier<>() {
            private boolean opened;

            @Override
            public synchronized Engine get() {
                if (opened) {
                    giveUpGpu();
                }
                opened = true;
                return open(bundle);
            }
        };
    }

    /**
     * Opens an engine of that model. Where {@code auto} has opened none on the GPU yet, a failure there makes the
     * processors do the work; later it is a failure: a new model must not carry all cameras off to the processors.
     *
     * @throws GpuMissingException when TensorRT is demanded and cannot be used
     * @throws EngineException     when the model cannot be used
     */
    public synchronized Engine open(ModelBundle bundle) {
        if (onGpu == null) {
            onGpu = decide();
        }
        if (!onGpu) {
            return onCpu(bundle);
        }
        try {
            Engine engine = gpuEngine.apply(bundle);
            provedGpu = true;
            return engine;
        } catch (EngineException failed) {
            if (kind == EngineKind.TENSORRT || provedGpu) {
                throw failed;
            }
            LOG.warnf("engine auto: ONNX Runtime on the CPU, because TensorRT failed: %s", failed.getMessage());
            whyNotGpu = "TensorRT failed: " + failed.getMessage();
            onGpu = false;
            return onCpu(bundle);
        }
    }

    /** Why the processors do it, where {@code auto} came to that; empty before the first engine. */
    public synchronized Optional<String> whyNotGpu() {
        return Optional.ofNullable(whyNotGpu);
    }

    /** Why an engine would be built for the GPU before it opens; empty where it is there, or runs on processors. */
    public synchronized Optional<String> unbuilt(ModelBundle bundle) {
        if (onGpu == null) {
            onGpu = decide();
        }
        return onGpu ? new EngineStore(engines).problem(bundle, Gpu.find(), precision, BatchProfile.upTo(maxBatch))
                : Optional.empty();
    }

    private Engine onCpu(ModelBundle bundle) {
        int suited = Math.max(1, Math.min(threads / THREADS_A_FRAME, MOST_ON_CPU));
        return new OnnxEngine(bundle, maxBatch == 0 ? suited : maxBatch, threads);
    }

    private boolean decide() {
        return switch (kind) {
            case ONNXRUNTIME -> false;
            case TENSORRT -> {
                Gpu.find();
                yield true;
            }
            case AUTO -> {
                Optional<Gpu> gpu = look();
                gpu.ifPresent(found -> LOG.infof("engine auto: TensorRT %s on %s", found.tensorRt(), found));
                yield gpu.isPresent();
            }
        };
    }

    private Optional<Gpu> look() {
        try {
            return Optional.of(Gpu.find());
        } catch (EngineException missing) {
            whyNotGpu = missing.getMessage();
            LOG.infof("engine auto: ONNX Runtime on the CPU, because %s", missing.getMessage());
            return Optional.empty();
        }
    }

    private synchronized void giveUpGpu() {
        if (kind == EngineKind.AUTO && Boolean.TRUE.equals(onGpu)) {
            LOG.error("engine auto: the engine on the GPU hung or was lost; ONNX Runtime on the CPU goes on, and only"
                    + " a restart of the service tries the GPU again");
            onGpu = false;
        }
    }
}
