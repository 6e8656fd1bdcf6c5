package dev.vigil.doctor;

import com.sun.management.OperatingSystemMXBean;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.EngineKind;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.inference.tensorrt.Gpu;
import dev.vigil.inference.tensorrt.GpuMissingException;
import dev.vigil.stream.StreamLook;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Processors, memory, the GPU as the engine will find it, and whether the native libraries load. */
final class MachineCheck implements Check {

    /** There while the driver is loaded, whatever libraries a build or a container lacks. */
    private static final Path NVIDIA = Path.of("/proc/driver/nvidia/version");
    private static final long LEAST_MEGABYTES = 700;
    private static final String NOT_THIS_MACHINE = "use a build for this machine's system and processor, with glibc and"
            + " libudev.so.1; /tmp must not be mounted noexec";

    private final EngineKind engine;

    /** @param engine what is to run the model */
    MachineCheck(EngineKind engine) {
        this.engine = engine;
    }

    @Override
    public void look(Consumer<Finding> findings) {
        Runtime runtime = Runtime.getRuntime();
        findings.accept(Finding.fine("processors", "%d, Java %s on %s %s".formatted(runtime.availableProcessors(),
                System.getProperty("java.version"), System.getProperty("os.name"), System.getProperty("os.arch"))));
        findings.accept(memory());
        findings.accept(gpu(NVIDIA));
        findings.accept(library("FFmpeg", () -> "FFmpeg " + StreamLook.library()));
        findings.accept(library("ONNX Runtime", () -> "ONNX Runtime " + OnnxEngine.library()));
    }

    private static Finding memory() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
            return Finding.fine("memory", "not told by this Java");
        }
        long megabytes = system.getTotalMemorySize() >> 20;
        String words = megabytes + " MiB, of which Java's heap may take " + (Runtime.getRuntime().maxMemory() >> 20);
        return megabytes >= LEAST_MEGABYTES ? Finding.fine("memory", words)
                : Finding.warning("memory", words, "give it " + LEAST_MEGABYTES + " MiB or more");
    }

    /**
     * Looks for the GPU in the way that the engine does at the start.
     *
     * @param driver a file that is there where there is a driver
     */
    Finding gpu(Path driver) {
        if (engine == EngineKind.ONNXRUNTIME) {
            return Finding.fine("GPU", "not asked for: VIGIL_INFERENCE_ENGINE is onnxruntime");
        }
        try {
            Gpu found = Gpu.find();
            return Finding.fine("GPU", found + ", TensorRT " + found.tensorRt());
        } catch (GpuMissingException missing) {
            return without(missing.missing(), missing.remedy(), driver);
        } catch (EngineException unusable) {
            return without(OneLine.of(unusable), "look at what nvidia-smi says", driver);
        }
    }

    private Finding without(String why, String remedy, Path driver) {
        if (engine == EngineKind.TENSORRT) {
            return Finding.failure("GPU", why, remedy);
        }
        return Files.exists(driver)
                ? Finding.warning("GPU", "there is a driver, but the model runs on processors: " + why, remedy)
                : Finding.fine("GPU", "none, the model runs on processors: " + why);
    }

    private interface Loading {
        String version();
    }

    private static Finding library(String name, Loading loading) {
        try {
            return Finding.fine("libraries", loading.version() + " loads");
        } catch (EngineException | LinkageError unusable) {
            return Finding.failure("libraries", name + " does not load: " + OneLine.of(unusable), NOT_THIS_MACHINE);
        }
    }
}
