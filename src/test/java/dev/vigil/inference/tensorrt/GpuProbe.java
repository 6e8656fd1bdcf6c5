package dev.vigil.inference.tensorrt;

import dev.vigil.inference.EngineException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.bytedeco.cuda.cudart.cudaHostFn_t;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.tensorrt.nvinfer.Dims64;

/** What a process finds of the GPU, in lines; a process of its own, because libraries are loaded once and for good. */
final class GpuProbe {

    private GpuProbe() {
    }

    public static void main(String[] args) {
        try {
            System.out.println("found: " + Gpu.find());
        } catch (EngineException missing) {
            System.out.println("missing: " + missing.getMessage());
            return;
        }
        try (cudaDeviceProp properties = new cudaDeviceProp(); Dims64 dims = LoadedEngine.dims(3, 5)) {
            LongPointer words = new LongPointer(dims);
            System.out.println("cudaDeviceProp: " + properties.sizeof() + " bytes; Dims64: " + dims.sizeof() + " bytes, "
                    + new IntPointer(dims).get() + " sizes, " + words.get(1) + " and " + words.get(2));
        }
        Destructor destructor = new Destructor();
        try (PointerPointer<Pointer> table = new PointerPointer<>(8); PointerPointer<Pointer> object =
                new PointerPointer<>(2)) {
            table.put(1, new PointerPointer<>(destructor).get(0));
            object.put(0, table);
            long address = object.address();
            CppObject.delete(new BytePointer(object));
            System.out.println("deleted: " + (destructor.called == address));
        }
        try {
            new LoadedEngine(new Blueprint("none", Path.of("none.onnx"), "0", () -> null, List.of(),
                    BatchProfile.DEFAULT, 1, any -> null), Gpu.find(), Precision.FP32, new EngineStore(Path.of("none")));
        } catch (EngineException nothing) {
            System.out.println("runtime: " + nothing.getMessage());
        }
    }

    /** A C function of ours, where a class of TensorRT's has its destructor. */
    private static final class Destructor extends cudaHostFn_t {

        private long called;

        @Override
        public void call(Pointer object) {
            called = object.address();
        }
    }
}
