package dev.vigil.inference.tensorrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.tensorrt.global.nvinfer;
import org.jboss.logging.Logger;

/** Runs a main of the tests in a process of its own, with libraries of the tests in the place of NVIDIA's. */
public final class ProbeProcess {

    private static final List<String> NATIVES = List.of("org/bytedeco/cuda/linux-x86_64/libjnicudart.so",
            "org/bytedeco/tensorrt/linux-x86_64/libjninvinfer.so");
    private static final String TENSORRT = "org/bytedeco/tensorrt/linux-x86_64/libnvinfer.so.11";

    private ProbeProcess() {
    }

    /** Whether TensorRT's own libraries are on the class path, which is so with -Pgpu-redist. */
    static boolean hasTensorRt() {
        return ProbeProcess.class.getClassLoader().getResource(TENSORRT) != null;
    }

    /**
     * What it prints.
     *
     * @param natives whether the bridges to CUDA and TensorRT are there; TensorRT itself is, for {@link ParserProbe}
     */
    public static List<String> lines(boolean natives, StubLibraries stubs, Class<?> program, String... arguments)
            throws Exception {
        List<String> path = new ArrayList<>();
        for (Class<?> needed : List.of(Gpu.class, GpuProbe.class, Loader.class, cudart.class, nvinfer.class,
                AVFrame.class, Logger.class)) {
            path.add(jar(needed));
        }
        path.add(jarWith("org/bytedeco/javacpp/linux-x86_64/libjnijavacpp.so"));
        path.add(jarWith("org/bytedeco/ffmpeg/linux-x86_64/libjniavutil.so"));
        if (natives) {
            for (String bridge : NATIVES) {
                path.add(jarWith(bridge));
            }
        }
        // A folder of its own for what is unpacked: a TensorRT that lies beside the bridges is found by them.
        String unpacked = "target/gpu-probe";
        if (program == ParserProbe.class) {
            path.add(jarWith(TENSORRT));
            unpacked += "-tensorrt";
        }
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(),
                "-Dorg.bytedeco.javacpp.cachedir=" + Path.of(unpacked).toAbsolutePath(), "-cp",
                String.join(":", path), program.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder probe = new ProcessBuilder(command).redirectErrorStream(true);
        probe.environment().put("LD_LIBRARY_PATH", stubs.folder().toString());
        probe.environment().remove("JAVA_TOOL_OPTIONS");
        // JavaCPP looks into CUDA's usual folders first: a real runtime there must not take the stub's place.
        Path runtime = stubs.folder().resolve("libcudart.so.13");
        if (Files.exists(runtime)) {
            probe.environment().put("LD_PRELOAD", runtime.toString());
        }
        Process process = probe.start();
        List<String> lines = new String(process.getInputStream().readAllBytes()).lines()
                .filter(line -> !line.startsWith("WARNING:")).toList();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), String.join("\n", lines));
        assertFalse(lines.isEmpty());
        return lines;
    }

    private static String jar(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    private static String jarWith(String resource) {
        String url = ProbeProcess.class.getClassLoader().getResource(resource).toString();
        return Arrays.stream(url.substring(url.indexOf("file:") + 5).split("!")).findFirst().orElseThrow();
    }
}
