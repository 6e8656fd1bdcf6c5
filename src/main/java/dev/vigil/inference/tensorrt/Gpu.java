package dev.vigil.inference.tensorrt;

import static org.bytedeco.cuda.global.cudart.cuDevicePrimaryCtxSetFlags;
import static org.bytedeco.cuda.global.cudart.cudaGetDeviceCount;
import static org.bytedeco.cuda.global.cudart.cudaGetDeviceProperties;

import java.util.Locale;
import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.tensorrt.global.nvinfer;

/**
 * The GPU that engines run on: the first one that CUDA shows ({@code CUDA_VISIBLE_DEVICES} chooses another).
 *
 * @param name        as its maker calls it, such as "NVIDIA L4"
 * @param capability  its compute capability, such as "8.9"
 * @param memoryBytes all the memory it has
 * @param tensorRt    version of the TensorRT library, such as "11.2.1"
 */
public record Gpu(String name, String capability, long memoryBytes, String tensorRt) {

    /**
     * Looks for it. The first call loads the libraries, in this order: driver, CUDA runtime, TensorRT.
     *
     * @throws GpuMissingException naming the first thing that is missing
     */
    public static Gpu find() {
        GpuLibraries.loadCuda();
        int[] count = new int[1];
        int code = cudaGetDeviceCount(count);
        if (code != cudart.cudaSuccess) {
            throw GpuLibraries.noDevice(code);
        }
        if (count[0] == 0) {
            throw GpuLibraries.noDevice(cudart.cudaErrorNoDevice);
        }
        // FFmpeg's decoder shares the context of the runtime only where both wait for the GPU in the way that FFmpeg
        // wants: asleep. So it is set before anything makes the context.
        Cuda.check(cuDevicePrimaryCtxSetFlags(0, cudart.CU_CTX_SCHED_BLOCKING_SYNC), "the GPU's context is not as we"
                + " want it");
        // Not before there is a device: TensorRT gives addresses of nothing without one.
        GpuLibraries.loadTensorRt();
        try (cudaDeviceProp properties = new cudaDeviceProp()) {
            Cuda.check(cudaGetDeviceProperties(properties, 0), "the GPU cannot be asked what it is");
            return new Gpu(properties.name().getString(), properties.major() + "." + properties.minor(),
                    properties.totalGlobalMem(), tensorRtVersion());
        }
    }

    static String tensorRtVersion() {
        int version = nvinfer.getInferLibVersion();
        return version / 10_000 + "." + version / 100 % 100 + "." + version % 100;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s (compute capability %s, %.0f GiB)", name, capability,
                memoryBytes / (double) (1 << 30));
    }
}
