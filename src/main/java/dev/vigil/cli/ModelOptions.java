package dev.vigil.cli;

import dev.vigil.inference.Engine;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.stream.Sampling;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which pictures of a video are looked at, and with which model: the same for every command that reads videos. */
final class ModelOptions {

    @Option(names = "--frame-skip", paramLabel = "N",
            description = "Looks at every N-th picture, as the service does. Default: 5.")
    private Integer frameSkip;

    @Option(names = "--rate", paramLabel = "R",
            description = "Instead: looks at R pictures a second, whatever the video's rate.")
    private Double rate;

    @Option(names = "--model", paramLabel = "DIR",
            description = "The model bundle. Default: models/movenet-multipose.")
    private Path model;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of the model. Default: one for each CPU.")
    private Integer threads;

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

    /** The caller closes it. */
    Engine engine(Given given) {
        int all = Runtime.getRuntime().availableProcessors();
        return new OnnxEngine(given.bundle(model), 1, threads == null ? all : threads);
    }
}
