package dev.vigil.doctor;

import dev.vigil.config.Settings;
import dev.vigil.detection.TryOut;
import dev.vigil.inference.Engine;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.ModelBundle;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/** Whether the model loads, runs and is understood, and how fast it is. */
final class ModelCheck implements Check {

    private static final int RUNS = 5;

    private final Settings.Inference inference;
    private final Function<ModelBundle, Engine> engines;

    ModelCheck(Settings.Inference inference, Function<ModelBundle, Engine> engines) {
        this.inference = inference;
        this.engines = engines;
    }

    @Override
    public void look(Consumer<Finding> findings) {
        try {
            ModelBundle bundle = ModelBundle.load(inference.model());
            try (Engine engine = engines.apply(bundle)) {
                TryOut.of(engine);
                findings.accept(Finding.fine("model", bundle.words() + ", " + bundle.sha256().substring(0, 12)));
                findings.accept(Finding.fine("engine", engine.name() + ", " + speed(engine)));
            }
        } catch (EngineException | LinkageError | IllegalArgumentException unusable) {
            findings.accept(Finding.failure("model", OneLine.of(unusable),
                    "VIGIL_MODEL names the folder of a model bundle (docs/models.md)"));
        } catch (OutOfMemoryError tooLarge) {
            findings.accept(Finding.failure("model", "there is not memory enough for it (" + OneLine.of(tooLarge) + ")",
                    "give more memory, or lower VIGIL_INFERENCE_BATCH"));
        }
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
