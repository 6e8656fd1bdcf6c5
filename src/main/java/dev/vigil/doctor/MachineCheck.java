package dev.vigil.doctor;

import com.sun.management.OperatingSystemMXBean;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.stream.StreamLook;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Processors, memory, the GPU's driver, and whether the native libraries load. */
final class MachineCheck implements Check {

    private static final Path NVIDIA = Path.of("/proc/driver/nvidia/version");
    private static final long LEAST_MEGABYTES = 700;
    private static final String NOT_THIS_MACHINE = "use a build for this machine's system and processor, with glibc and"
            + " libudev.so.1; /tmp must not be mounted noexec";

    @Override
    public void look(Consumer<Finding> findings) {
        Runtime runtime = Runtime.getRuntime();
        findings.accept(Finding.fine("processors", "%d, Java %s on %s %s".formatted(runtime.availableProcessors(),
                System.getProperty("java.version"), System.getProperty("os.name"), System.getProperty("os.arch"))));
        findings.accept(memory());
        findings.accept(driver());
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

    private static Finding driver() {
        try {
            return Files.exists(NVIDIA) ? Finding.fine("GPU driver", Files.readAllLines(NVIDIA).get(0).strip())
                    : Finding.fine("GPU driver", "none: the model runs on processors");
        } catch (IOException | IndexOutOfBoundsException unreadable) {
            return Finding.warning("GPU driver", NVIDIA + " cannot be read", "look at what nvidia-smi says");
        }
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
