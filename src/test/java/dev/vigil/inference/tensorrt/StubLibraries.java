package dev.vigil.inference.tensorrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/** Shared libraries with the names of NVIDIA's and next to nothing in them, compiled for a test. */
public final class StubLibraries {

    private final Path folder;

    public StubLibraries(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Has the test be left out, with its reason, where they cannot be made or cannot take the place of NVIDIA's. */
    public static void assumeTheyServe() {
        assumeTrue(Loader.getPlatform().equals("linux-x86_64"), "the bridges to CUDA are tested on linux-x86_64 only");
        assumeTrue(canBeMade(), "no C compiler (cc): libraries for the tests cannot be made");
        for (String place : List.of("/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/local/nvidia/lib64")) {
            assumeTrue(!Files.exists(Path.of(place, "libcuda.so.1")),
                    "this machine has NVIDIA's driver: what is said without one cannot be seen here");
        }
    }

    private static boolean canBeMade() {
        try {
            return new ProcessBuilder("cc", "--version").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Path folder() {
        return folder;
    }

    StubLibraries driver() throws Exception {
        return library("libcuda.so.1", "int cuDevicePrimaryCtxSetFlags_v2(int device, int flags) {"
                + " return device == 0 && flags == 4 ? 0 : 1; }");
    }

    /**
     * A driver and a decoder as FFmpeg needs them ({@code cuda.c}, {@code nvcuvid.c}).
     *
     * @param bytes  of device memory
     * @param active whether somebody has made the primary context before
     * @param flags  how that one waits for the GPU; 4 is asleep, as FFmpeg wants
     * @param copies between host and device after which they fail
     */
    public StubLibraries decoder(long bytes, boolean active, int flags, int copies) throws Exception {
        return library("libcuda.so.1", new String(resource("cuda.c")), "-DMEMORY=" + bytes + "L",
                "-DACTIVE=" + (active ? 1 : 0), "-DFLAGS=" + flags, "-DCOPIES=" + copies)
                .library("libnvcuvid.so.1", new String(resource("nvcuvid.c")));
    }

    /** A CUDA runtime that gives this answer to the first question. */
    StubLibraries runtime(int code, int devices) throws Exception {
        return library("libcudart.so.13", """
                #include <string.h>
                int cudaGetDeviceCount(int *n) { *n = %d; return %d; }
                int cudaGetLastError(void) { return 0; }
                long vigil_nothing(void) { return 0; }
                const char *cudaGetErrorString(int code) { return "words of the stub"; }
                int cudaGetDeviceProperties(char *properties, int device) {
                    memset(properties, 0, 400);
                    strcpy(properties, "NVIDIA Stub");
                    *(unsigned long *) (properties + 288) = 16ul << 30;
                    *(int *) (properties + 360) = 8;
                    *(int *) (properties + 364) = 9;
                    return 0;
                }
                """.formatted(devices, code));
    }

    /** A CUDA runtime whose device memory is the host's, so much of it ({@code cudart.c}), and a compiler to it. */
    StubLibraries device(long bytes) throws Exception {
        Files.write(folder.resolve("nv12.cu"), resource("nv12.cu"));
        return library("libcudart.so.13", new String(resource("cudart.c")), "-DMEMORY=" + bytes + "L")
                .library("libnvrtc.so.13", new String(resource("nvrtc.c")));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = StubLibraries.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    /** What TensorRT's bridge wants to be there besides. */
    StubLibraries companions() throws Exception {
        for (String name : List.of("libcublas.so.13", "libcublasLt.so.13", "libnvrtc.so.13", "libcudnn_cnn.so.9",
                "libcudnn_adv.so.9", "libcudnn_ops.so.9")) {
            library(name, "");
        }
        Path versions = Files.writeString(folder.resolve("cudnn.map"), "libcudnn_graph.so.9 { global: *; };");
        return library("libcudnn_graph.so.9", "int graph(void) { return 0; }",
                "-Wl,--version-script=" + versions);
    }

    StubLibraries tensorRt(int version) throws Exception {
        library("libnvinfer_plugin.so.11", "");
        library("libnvonnxparser.so.11", "int getNvOnnxParserVersion(void) { return 200; }");
        // Without a GPU that works the real one gives the address of a part of nothing.
        return library("libnvinfer.so.11", "int getInferLibVersion(void) { return " + version + "; }\n"
                + "void *createInferRuntime_INTERNAL(void *log, int version) { return (void *) 552; }");
    }

    private StubLibraries library(String name, String source, String... options) throws Exception {
        Path c = Files.writeString(folder.resolve(name + ".c"), source + "\n");
        List<String> command = new ArrayList<>(List.of("cc", "-shared", "-fPIC", "-w", c.toString(), "-o",
                folder.resolve(name).toString(), "-Wl,-soname," + name));
        command.addAll(List.of(options));
        Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(compiler.getInputStream().readAllBytes());
        assertEquals(0, compiler.waitFor(), said);
        return this;
    }
}
