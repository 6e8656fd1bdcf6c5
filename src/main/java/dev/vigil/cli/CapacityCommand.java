package dev.vigil.cli;

import dev.vigil.capacity.CapacityPlan;
import dev.vigil.capacity.CapacityRun;
import dev.vigil.capacity.Certificate;
import dev.vigil.capacity.Footage;
import dev.vigil.capacity.Load;
import dev.vigil.inference.Engine;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads the options of {@code vigil capacity} and hands over to the capacity room. */
@Command(name = "capacity", sortOptions = false,
        header = "Finds out how many cameras this host carries, and certifies it.",
        customSynopsis = "vigil capacity [options]",
        footer = {"", "Cameras are played from memory on this very host, which costs some of it: the figure is on the"
                + " safe side.", "Options that are not given follow FRAME_SKIP, VIGIL_MODEL, VIGIL_INFERENCE_THREADS"
                + " and VIGIL_INFERENCE_BATCH, where set.", "",
            "Exit code: 0 done, 2 bad input, 1 a failure."})
final class CapacityCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--footage", paramLabel = "KINDS", defaultValue = "busy,mixed,quiet",
            description = "Any of busy, mixed (people for a tenth of the time) and quiet. Default: ${DEFAULT-VALUE}.")
    private String footage;

    @Option(names = "--bound", paramLabel = "MS", defaultValue = "500",
            description = "What one frame in a hundred may take at most, from arrival to decision, in milliseconds."
                    + " Default: ${DEFAULT-VALUE}.")
    private double bound;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "30",
            description = "How long each number of cameras is watched. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--most", paramLabel = "N", defaultValue = "256",
            description = "More cameras are not tried. Default: ${DEFAULT-VALUE}.")
    private int most;

    @Option(names = "--frame-skip", paramLabel = "N", description = "Looks at every N-th picture. Default: 5.")
    private Integer frameSkip;

    @Option(names = "--model", paramLabel = "DIR",
            description = "The model bundle. Default: models/movenet-multipose.")
    private Path model;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of the model. Default: one for each CPU.")
    private Integer threads;

    @Option(names = "--batch", paramLabel = "N", description = "Most frames in one run. Default: 8.")
    private Integer batch;

    @Option(names = "--out", paramLabel = "FILE", defaultValue = "capacity.json",
            description = "Where the certificate goes. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
    private boolean help;

    private final Given given = new Given(System.getenv());

    @Override
    public Integer call() throws IOException, InterruptedException {
        // What trials say of their own cameras is not about a site.
        Logger.getLogger("dev.vigil").setLevel(Level.OFF);
        try {
            Supplier<Engine> engines = engines();
            CapacityPlan plan;
            String engine;
            try (Engine first = engines.get()) {
                engine = first.name();
                plan = new CapacityPlan(first.bundle(), engines, first.maxBatch(), frameSkip(), bound,
                        Duration.ofSeconds(seconds), most, footages());
            }
            spec.commandLine().getOut().printf("%s on %s, every %d. picture, p99 at most %.0f ms%n",
                    plan.bundle().name(), engine, plan.frameSkip(), bound);
            certify(plan, engine);
            return ExitCode.OK;
        } catch (IllegalArgumentException | EngineException mistake) {
            throw new ParameterException(spec.commandLine(), mistake.getMessage());
        }
    }

    private void certify(CapacityPlan plan, String engine) throws IOException, InterruptedException {
        Map<Footage, Load> found = new CapacityRun(plan, TimeSource.system(), spec.commandLine().getOut()).run();
        Certificate certificate = Certificate.of(plan, engine, found, Instant.now());
        certificate.write(out.toAbsolutePath());
        certificate.carried().forEach((kind, carried) -> spec.commandLine().getOut().printf(Locale.ROOT,
                "%s: %d cameras%n", kind, carried.cameras()));
        spec.commandLine().getOut().printf("certificate: %s%n", out);
    }

    private Supplier<Engine> engines() {
        ModelBundle bundle = given.bundle(model);
        String set = System.getenv("VIGIL_INFERENCE_THREADS");
        int all = Runtime.getRuntime().availableProcessors();
        int used = "auto".equalsIgnoreCase(set) && threads == null ? all
                : whole(threads, "VIGIL_INFERENCE_THREADS", all);
        int together = whole(batch, "VIGIL_INFERENCE_BATCH", 8);
        return () -> new OnnxEngine(bundle, together, used);
    }

    private int frameSkip() {
        return whole(frameSkip, "FRAME_SKIP", 5);
    }

    private int whole(Integer option, String variable, int otherwise) {
        return (int) given.number(option == null ? null : (double) option, variable, otherwise);
    }

    private List<Footage> footages() {
        List<Footage> kinds = new ArrayList<>();
        for (String word : footage.split(",", -1)) {
            kinds.add(Arrays.stream(Footage.values()).filter(kind -> kind.word().equals(word.strip())).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("--footage takes busy, mixed and quiet, not '"
                            + word + "'")));
        }
        return kinds;
    }
}
