package dev.vigil.inference;

import dev.vigil.inference.tensorrt.Gpu;
import dev.vigil.inference.tensorrt.GpuHere;
import dev.vigil.inference.tensorrt.Precision;
import dev.vigil.inference.tensorrt.TensorRtEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The engines that can be tested on this machine, and in one line which they are, which not, and why. */
public final class FoundEngines {

    /** A way to open an engine. */
    public interface Opener {
        Engine open(ModelBundle bundle, int maxBatch);
    }

    /**
     * An engine by its name.
     *
     * @param batch       so large that all ways to run one are taken
     * @param deviceBytes how much memory of its device is taken, by whomever; 0 where that is the process's own
     */
    public record Found(String name, Opener opener, int batch, LongSupplier deviceBytes) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Found> FOUND = find();

    private FoundEngines() {
    }

    public static List<Found> all() {
        return FOUND;
    }

    private static List<Found> find() {
        List<Found> found = new ArrayList<>();
        found.add(new Found("ONNX Runtime", (bundle, maxBatch) -> new OnnxEngine(bundle, maxBatch, 2),
                9, () -> 0));
        String line;
        try {
            Gpu gpu = Gpu.find();
            // Built engines are kept for the next run of the tests. From 16 on a batch runs on two streams.
            found.add(new Found("TensorRT", (bundle, maxBatch) ->
                    new TensorRtEngine(bundle, maxBatch, Precision.FP32, Path.of("target/engines")),
                    32, GpuHere::takenBytes));
            line = "ran on ONNX Runtime and on TensorRT (" + gpu + ")";
        } catch (EngineException missing) {
            line = "ran on ONNX Runtime; not on TensorRT: " + missing.getMessage();
        }
        System.out.println("engine contract: " + line);
        return List.copyOf(found);
    }
}
