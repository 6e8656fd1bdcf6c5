package dev.vigil.doctor;

import dev.vigil.config.Settings;
import dev.vigil.detection.TryOut;
import dev.vigil.inference.Engine;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.inference.tensorrt.EngineChoice;
import dev.vigil.inference.tensorrt.GpuMissingException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Whether the model loads, runs and is understood, and how fast it is. */
final class ModelCheck implements Check {

    private static final int RUNS = 5;

    private final Settings.Inference inference;
    private final EngineChoice engines;

    /** @param engines opens them as the service will */
    ModelCheck(Settings.Inference inference, EngineChoice engines) {
        this.inference = inference;
        this.engines = engines;
    }

    @Override
    public void look(Consumer<Finding> findings) {
        try {
            ModelBundle bundle = ModelBundle.load(inference.model());
            Optional<String> unbuilt = engines.unbuilt(bundle);
            unbuilt.ifPresent(why -> findings.accept(Finding.warning("GPU engine", why, "'vigil engine build' makes it"
                    + " ahead; else the start does, which takes from seconds to minutes")));
            try (Engine engine = unbuilt.isPresent() ? onProcessors(bundle) : engines.open(bundle)) {
                TryOut.of(engine);
                findings.accept(Finding.fine("model", bundle.words() + ", " + bundle.sha256().substring(0, 12)));
                findings.accept(Finding.fine("engine", engine.name() + ", " + speed(engine)
                        + (unbuilt.isPresent() ? "; in place of the GPU's, which is not built" : "")));
            }
        } catch (GpuMissingException missing) {
            findings.accept(Finding.failure("engine", missing.missing(), missing.remedy()));
        } catch (EngineException | LinkageError | IllegalArgumentException unusable) {
            findings.accept(Finding.failure("model", OneLine.of(unusable),
                    "VIGIL_MODEL names the folder of a model bundle (docs/models.md)"));
        } catch (OutOfMemoryError tooLarge) {
            findings.accept(Finding.failure("model", "there is not memory enough for it (" + OneLine.of(tooLarge) + ")",
                    "give more memory, or lower VIGIL_INFERENCE_BATCH"));
        }
    }

    /** Building changes the data folder and takes minutes: the model itself can be tried without. */
    private Engine onProcessors(ModelBundle bundle) {
        return new OnnxEngine(bundle, Math.max(1, inference.maxBatch()), inference.threads());
    }

    private static String speed(Engine engine) {
        long began = System.nanoTime();
        for (int i = 0; i < RUNS; i++) {
            engine.run(1);
        }
        return String.format(Locale.ROOT, "%.1f ms for one %s", (System.nanoTime() - began) / 1e6 / RUNS,
                engine.bundle().clip().isPresent() ? "clip" : "picture");
    }
}
