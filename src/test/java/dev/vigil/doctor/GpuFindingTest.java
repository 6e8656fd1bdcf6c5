package dev.vigil.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.config.Settings;
import dev.vigil.doctor.Finding.State;
import dev.vigil.inference.EngineKind;
import dev.vigil.inference.TinyClassifier;
import dev.vigil.inference.tensorrt.Gpu;
import dev.vigil.inference.tensorrt.GpuMissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of the GPU on a machine that has none: the same as the engine says at its start. */
class GpuFindingTest {

    @TempDir
    Path folder;

    private GpuMissingException missing;

    @BeforeEach
    void thereIsNoGpu() {
        try {
            Gpu.find();
        } catch (GpuMissingException none) {
            missing = none;
        }
        assumeTrue(missing != null, "this machine has a GPU");
    }

    private Finding gpu(EngineKind engine, boolean driver) throws IOException {
        Path version = folder.resolve("version");
        if (driver) {
            Files.writeString(version, "NVRM version: a driver");
        } else {
            Files.deleteIfExists(version);
        }
        return new MachineCheck(engine).gpu(version);
    }

    @Test
    void whereProcessorsWillDoNoneIsNoTroubleUnlessThereIsADriverOfNoUse() throws IOException {
        assertEquals(State.FINE, gpu(EngineKind.ONNXRUNTIME, true).state());
        assertEquals(Finding.fine("GPU", "none, the model runs on processors: " + missing.missing()),
                gpu(EngineKind.AUTO, false));
        assertEquals(Finding.warning("GPU", "there is a driver, but the model runs on processors: "
                + missing.missing(), missing.remedy()), gpu(EngineKind.AUTO, true));
    }

    @Test
    void whereTensorRtIsDemandedItIsAFailureWithWhatToDo() throws IOException {
        Finding expected = Finding.failure("GPU", missing.missing(), missing.remedy());
        assertEquals(expected, gpu(EngineKind.TENSORRT, false));
        assertEquals(expected, gpu(EngineKind.TENSORRT, true));
    }

    @Test
    void theModelIsTriedOnTheEngineThatTheSettingsComeTo() throws IOException {
        Finding engine = tried(EngineKind.AUTO).get(1);
        assertEquals(State.FINE, engine.state());
        assertTrue(engine.words().startsWith("ONNX Runtime "), engine::words);
        assertEquals(List.of(Finding.failure("engine", missing.missing(), missing.remedy())),
                tried(EngineKind.TENSORRT));
        assertFalse(Files.exists(folder.resolve("engines")), "nothing is built");
    }

    private List<Finding> tried(EngineKind kind) throws IOException {
        Path model = TinyClassifier.bright(1, 0.5f).bundle(folder.resolve("tiny"), TinyClassifier.brightYaml(""));
        Settings.Inference inference = new Settings.Inference(model, kind, true, 1, 2, Duration.ofSeconds(10));
        List<Finding> findings = new ArrayList<>();
        new ModelCheck(inference, inference.engines(folder)).look(findings::add);
        return findings;
    }
}
