package dev.vigil.inference.tensorrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.convert.BrightnessModel;
import dev.vigil.inference.Engine;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.EngineKind;
import dev.vigil.inference.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineChoiceTest {

    @TempDir
    Path folder;
    private ModelBundle bundle;
    private final String missing = GpuHere.whyNot();

    @BeforeEach
    void aSmallModel() throws IOException {
        bundle = ModelBundle.load(BrightnessModel.bundle(folder.resolve("small")));
    }

    @Test
    void onnxRuntimeIsTakenWhereItIsAskedForWhateverThereIs() {
        try (Engine engine = choice(EngineKind.ONNXRUNTIME).open(bundle)) {
            assertTrue(engine.name().startsWith("ONNX Runtime"), engine.name());
        }
    }

    @Test
    void autoTakesTheGpuWhereThereIsOneAndTheCpuOtherwise() {
        Supplier<Engine> engines = choice(EngineKind.AUTO).of(bundle);
        try (Engine first = engines.get()) {
            assertTrue(first.name().startsWith(missing == null ? "TensorRT" : "ONNX Runtime"), first.name());
        }
        // A second one is asked for when the first hung or was lost.
        try (Engine second = engines.get()) {
            assertTrue(second.name().startsWith("ONNX Runtime"), second.name());
        }
    }

    @Test
    void demandedAndNotThereTensorRtEndsTheStartWithWhatIsMissing() {
        if (missing == null) {
            choice(EngineKind.TENSORRT).open(bundle).close();
            return;
        }
        EngineException failure = assertThrows(GpuMissingException.class,
                () -> choice(EngineKind.TENSORRT).of(bundle).get());
        assertEquals(missing, failure.getMessage());
        assertEquals(1, failure.getMessage().lines().count());
    }

    private EngineChoice choice(EngineKind kind) {
        return new EngineChoice(kind, 2, 1, Precision.TF32, folder.resolve("engines"));
    }
}
