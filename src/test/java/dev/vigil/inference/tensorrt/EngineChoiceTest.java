package dev.vigil.inference.tensorrt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.convert.BrightnessModel;
import dev.vigil.inference.Engine;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.EngineKind;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
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

    @Test
    void autoGoesToTheProcessorsWhereTheFirstEngineDoesNotOpenOnTheGpu() {
        EngineChoice choice = onGpu(EngineKind.AUTO, model -> {
            throw new EngineException("TensorRT does not understand model small");
        });
        try (Engine engine = choice.open(bundle)) {
            assertTrue(engine.name().startsWith("ONNX Runtime"), engine.name());
        }
        assertEquals("TensorRT failed: TensorRT does not understand model small", choice.whyNotGpu().orElseThrow());
        EngineChoice demanded = onGpu(EngineKind.TENSORRT, model -> {
            throw new EngineException("TensorRT does not understand model small");
        });
        assertThrows(EngineException.class, () -> demanded.open(bundle));
    }

    /** Else a new model that TensorRT does not take, or has no room for, would carry all cameras off. */
    @Test
    void onceAnEngineRunsOnTheGpuAModelThatDoesNotIsRefusedAndTheNextOneIsTriedThere() {
        List<Engine> opened = new ArrayList<>();
        AtomicBoolean understood = new AtomicBoolean(true);
        EngineChoice choice = onGpu(EngineKind.AUTO, model -> {
            if (!understood.get()) {
                throw new EngineException("TensorRT does not understand model other");
            }
            // Any engine will do: it is told by its identity.
            opened.add(new OnnxEngine(model, 1, 1));
            return opened.get(opened.size() - 1);
        });
        Supplier<Engine> first = choice.of(bundle);
        assertSame(first.get(), opened.get(0));
        understood.set(false);
        assertThrows(EngineException.class, choice.of(bundle)::get);
        understood.set(true);
        assertSame(choice.of(bundle).get(), opened.get(1), "it was not the GPU's fault");
        try (Engine second = first.get()) {
            assertEquals(2, opened.size(), "the first was lost: the processors go on");
            assertEquals(2, second.maxBatch());
        }
        opened.forEach(Engine::close);
    }

    private EngineChoice onGpu(EngineKind kind, Function<ModelBundle, Engine> gpu) {
        return new EngineChoice(kind, 2, 1, Precision.TF32, folder.resolve("engines"), true, gpu);
    }

    private EngineChoice choice(EngineKind kind) {
        return new EngineChoice(kind, 2, 1, Precision.TF32, folder.resolve("engines"));
    }
}
