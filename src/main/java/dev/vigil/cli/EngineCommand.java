package dev.vigil.cli;

import dev.vigil.config.Settings;
import dev.vigil.config.SettingsException;
import dev.vigil.config.SettingsReader;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.EngineKind;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.tensorrt.BatchProfile;
import dev.vigil.inference.tensorrt.Blueprint;
import dev.vigil.inference.tensorrt.EngineStore;
import dev.vigil.inference.tensorrt.Gpu;
import dev.vigil.inference.tensorrt.GpuMissingException;
import dev.vigil.inference.tensorrt.Precision;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Engines for GPUs, ahead of the service. */
@Command(name = "engine", header = "Engines for GPUs.", subcommands = EngineCommand.Build.class)
final class EngineCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
    private boolean help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing, such as 'engine build'");
    }

    /** Builds the engine that the service would build at its start, so that it starts at once. */
    @Command(name = "build", sortOptions = false, header = "Builds the engine of a model for this machine's GPU.",
            description = "Done at once where the engine is there already and fits. Meant for an init container.",
            footer = {"", "Options that are not given follow VIGIL_INFERENCE_ENGINE, VIGIL_MODEL, VIGIL_DATA,"
                + " VIGIL_INFERENCE_BATCH and VIGIL_INFERENCE_TF32, where set.",
                "", "Exit code: 0 done or nothing to do, 2 it cannot be done here, 1 a failure."})
    static final class Build implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Option(names = "--engine", paramLabel = "KIND", description = "tensorrt: without a GPU that is a mistake;"
                + " auto: then there is nothing to do; onnxruntime: there is nothing to do. Default: auto.")
        private EngineKind kind;

        @Option(names = "--model", paramLabel = "DIR",
                description = "The model bundle. Default: models/movenet-multipose.")
        private Path model;

        @Option(names = "--data", paramLabel = "DIR", description = "The service's data folder. Default: data.")
        private Path data;

        @Option(names = "--batch", paramLabel = "N", description = "Largest batch. Default: 32.")
        private Integer batch;

        @Option(names = "--again", description = "Builds it even where it is there.")
        private boolean again;

        @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
        private boolean help;

        @Override
        public Integer call() {
            try {
                return build(EngineOptions.settings());
            } catch (IllegalArgumentException | EngineException | SettingsException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage());
            }
        }

        private int build(SettingsReader settings) {
            Settings.Inference set = settings.inference();
            EngineKind wanted = kind == null ? set.engine() : kind;
            ModelBundle bundle = ModelBundle.load(model == null ? set.model() : model);
            BatchProfile profile = BatchProfile.upTo(batch == null ? set.maxBatch() : batch);
            Precision precision = Precision.of(set.tf32());
            if (wanted == EngineKind.ONNXRUNTIME) {
                return nothing("ONNX Runtime was chosen");
            }
            Gpu gpu;
            try {
                gpu = Gpu.find();
            } catch (GpuMissingException missing) {
                if (wanted == EngineKind.TENSORRT) {
                    throw missing;
                }
                return nothing(missing.getMessage());
            }
            EngineStore store = new EngineStore(EngineStore.in(data == null ? settings.data() : data));
            for (Blueprint blueprint : Blueprint.of(bundle, profile)) {
                EngineStore.Kept kept = again ? store.build(blueprint, gpu, precision)
                        : store.engine(blueprint, gpu, precision);
                if (!kept.onDisk()) {
                    throw new EngineException("built " + kept.file() + ", but it cannot be written: the service would"
                            + " build it again; make room, or correct VIGIL_DATA");
                }
                say(kept.seconds() == 0 ? kept.file() + " is there and fits"
                        : String.format(Locale.ROOT, "built %s in %.1f s", kept.file(), kept.seconds()));
            }
            return ExitCode.OK;
        }

        private int nothing(String why) {
            say("no engine to build: " + why);
            return ExitCode.OK;
        }

        private void say(String words) {
            spec.commandLine().getOut().println(words);
        }
    }
}
