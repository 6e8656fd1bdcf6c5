package dev.vigil.cli;

import dev.vigil.config.Settings;
import dev.vigil.config.SettingsFiles;
import dev.vigil.config.SettingsReader;
import dev.vigil.inference.Engine;
import dev.vigil.inference.EngineKind;
import dev.vigil.inference.tensorrt.EngineChoice;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Option;

/**
 * Model and engine, the same for every command that runs one: by options, else by the service's own settings, wherever
 * those come from.
 */
final class EngineOptions {

    /** What it logs is in the line that commands print. Held here, or the level would be collected with the logger. */
    private static final Logger CHOICE = Logger.getLogger(EngineChoice.class.getName());

    @Option(names = "--model", paramLabel = "DIR",
            description = "The model bundle. Default: models/movenet-multipose.")
    private Path model;

    @Option(names = "--engine", paramLabel = "KIND", description = "auto, tensorrt or onnxruntime. Default: auto.")
    private EngineKind kind;

    @Option(names = "--threads", paramLabel = "N",
            description = "Threads of the model on processors. Default: one for each CPU.")
    private Integer threads;

    /**
     * What is to be run.
     *
     * @param batch largest batch, or null for the service's
     * @throws dev.vigil.config.SettingsException with one line, where a setting is wrong
     */
    Settings.Inference inference(Integer batch) {
        Settings.Inference set = settings().inference();
        return new Settings.Inference(model == null ? set.model() : model, kind == null ? set.engine() : kind,
                set.tf32(), threads == null ? set.threads() : threads, batch == null ? set.maxBatch() : batch,
                set.longest());
    }

    /** @param data the service's data folder, or null for where its settings have it */
    EngineChoice choice(Settings.Inference inference, Path data) {
        CHOICE.setLevel(Level.OFF);
        return inference.engines(data == null ? settings().data() : data);
    }

    /** Such as "movenet-multipose on ONNX Runtime 1.28.0, CPU, 2 threads (no GPU: ...)". */
    static String words(Engine engine, EngineChoice choice) {
        return engine.bundle().name() + " on " + engine.name()
                + choice.whyNotGpu().map(why -> " (no GPU: " + why + ")").orElse("");
    }

    /** The service's own, as they are now. */
    static SettingsReader settings() {
        return new SettingsReader(SettingsFiles.config(Path.of("")));
    }
}
