package dev.vigil.inference.tensorrt;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.nvrtc;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.tensorrt.global.nvinfer;
import org.bytedeco.tensorrt.global.nvonnxparser;

/** Loads the native libraries and says in one line what is missing of them; the JVM goes on without them. */
final class GpuLibraries {

    private static final Pattern NOT_FOUND = Pattern.compile("(lib[\\w-]+\\.so[.\\d]*): cannot open shared object");
    private static final Pattern NOT_ITS_VERSION = Pattern.compile("(lib[\\w-]+\\.so[.\\d]*): version `");
    private static final String CUDA = "install the CUDA 13 runtime (libcudart.so.13, cuBLAS, NVRTC) and cuDNN 9, or"
            + " use an image that holds them (docs/gpu.md)";
    private static final String TENSORRT = "install TensorRT " + nvinfer.NV_TENSORRT_MAJOR + " ("
            + nvinfer.NV_TENSORRT_MAJOR + "." + nvinfer.NV_TENSORRT_MINOR + " is what this build was made for), or"
            + " build with -Pgpu,gpu-redist";
    private static final String DRIVER = "install NVIDIA's driver (580 or newer), and in a container use the NVIDIA"
            + " container toolkit";

    private static final Map<Class<?>, GpuMissingException> FAILED = new HashMap<>();

    private GpuLibraries() {
    }

    /** The bridge to the CUDA runtime, which needs the driver and the runtime itself. */
    static void loadCuda() {
        if (Loader.getPlatform().startsWith("macosx")) {
            throw new GpuMissingException("there is no CUDA for this system", "use onnxruntime");
        }
        demandBridge("org/bytedeco/cuda/", "jnicudart");
        load(cudart.class);
    }

    /** The bridges to TensorRT and its ONNX parser; after {@link #loadCuda}, where there is a device. */
    static void loadTensorRt() {
        demandBridge("org/bytedeco/tensorrt/", "jninvinfer");
        load(nvinfer.class);
        load(nvonnxparser.class);
        load(nvrtc.class);
        int version = nvinfer.getInferLibVersion();
        // Within one major version TensorRT keeps its binary interface, and an older minor may lack what we call.
        int oldest = nvinfer.NV_TENSORRT_MAJOR * 10_000 + nvinfer.NV_TENSORRT_MINOR * 100;
        if (version / 10_000 != nvinfer.NV_TENSORRT_MAJOR || version < oldest) {
            throw new GpuMissingException("TensorRT " + Gpu.tensorRtVersion() + " is of another version", TENSORRT);
        }
    }

    private static void demandBridge(String folder, String bridge) {
        String file = folder + Loader.getPlatform() + "/lib" + bridge + ".so";
        if (GpuLibraries.class.getClassLoader().getResource(file) == null) {
            throw new GpuMissingException("this build carries no GPU natives for " + Loader.getPlatform(),
                    "build with ./mvnw package -Pgpu");
        }
    }

    /** The reason is given by the first try alone: later ones find a class that cannot be initialised. */
    private static synchronized void load(Class<?> library) {
        if (!FAILED.containsKey(library)) {
            try {
                Loader.load(library);
                return;
            } catch (LinkageError e) {
                FAILED.put(library, missing(e));
            }
        }
        throw FAILED.get(library);
    }

    private static GpuMissingException missing(LinkageError failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
        }
        Matcher absent = NOT_FOUND.matcher(all);
        if (absent.find()) {
            return new GpuMissingException(words(absent.group(1)) + " is missing (" + absent.group(1)
                    + " is not found)", remedy(absent.group(1)));
        }
        Matcher older = NOT_ITS_VERSION.matcher(all);
        if (older.find()) {
            return new GpuMissingException(words(older.group(1)) + " is of another version (" + older.group(1)
                    + ")", remedy(older.group(1)));
        }
        String last = all.toString().lines().reduce((before, line) -> line).orElse("");
        return new GpuMissingException("the GPU libraries cannot be loaded (" + last + ")", CUDA);
    }

    private static String words(String library) {
        if (library.startsWith("libcuda.")) {
            return "the NVIDIA driver";
        }
        return library.startsWith("libnv") && !library.startsWith("libnvrtc") ? "TensorRT" : "the CUDA runtime";
    }

    private static String remedy(String library) {
        return switch (words(library)) {
            case "the NVIDIA driver" -> DRIVER;
            case "TensorRT" -> TENSORRT;
            default -> CUDA;
        };
    }

    /** Why CUDA shows no device. */
    static GpuMissingException noDevice(int code) {
        return switch (code) {
            case cudart.cudaErrorNoDevice -> new GpuMissingException("no GPU is visible (CUDA error 100)",
                    "run on a host with an NVIDIA GPU, in a container give it one (--gpus, nvidia.com/gpu), and look"
                    + " at CUDA_VISIBLE_DEVICES");
            case cudart.cudaErrorStubLibrary -> new GpuMissingException("libcuda.so.1 is CUDA's stub, not a driver"
                    + " (CUDA error 34)", "take the stubs folder out of the library path; " + DRIVER);
            case cudart.cudaErrorInsufficientDriver -> new GpuMissingException("the NVIDIA driver is older than CUDA 13"
                    + " needs, or no driver at all (CUDA error 35)", DRIVER);
            default -> new GpuMissingException("CUDA does not start (error " + code + ", " + Cuda.words(code) + ")",
                    "see nvidia-smi and the kernel's log; " + DRIVER);
        };
    }
}
