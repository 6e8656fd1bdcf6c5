package dev.vigil.cli;

import dev.vigil.config.Settings;
import dev.vigil.inference.Engine;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.tensorrt.EngineChoice;
import dev.vigil.stream.Sampling;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which pictures of a video are looked at, and with which model: the same for every command that reads videos. */
final class ModelOptions {

    @Option(names = "--frame-skip", paramLabel = "N",
            description = "Looks at every N-th picture, as the service does. Default: 5.")
    private Integer frameSkip;

    @Option(names = "--rate", paramLabel = "R",
            description = "Instead: looks at R pictures a second, whatever the video's rate.")
    private Double rate;

    @Mixin
    private EngineOptions engine;

    /** @throws IllegalArgumentException with one line */
    Sampling sampling(Given given) {
        if (frameSkip != null && rate != null) {
            throw new IllegalArgumentException("--frame-skip and --rate exclude each other");
        }
        if (rate != null) {
            return Sampling.perSecond(rate);
        }
        return Sampling.everyNth((int) given.number(frameSkip == null ? null : (double) frameSkip, "FRAME_SKIP", 5));
    }

    /**
     * Opens it, one picture at a time, and says in one line which it is; the caller closes it.
     *
     * @param data the service's data folder, or null for where its settings have it
     */
    Engine engine(Path data, PrintWriter told) {
        Settings.Inference inference = engine.inference(1);
        ModelBundle bundle = ModelBundle.load(inference.model());
        EngineChoice choice = engine.choice(inference, data);
        Engine opened = choice.open(bundle);
        told.println(EngineOptions.words(opened, choice));
        return opened;
    }
}
