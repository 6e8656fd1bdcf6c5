package dev.vigil.cli;

import dev.vigil.capacity.CapacityPlan;
import dev.vigil.capacity.CapacityRun;
import dev.vigil.capacity.Certificate;
import dev.vigil.capacity.Footage;
import dev.vigil.capacity.Load;
import dev.vigil.config.Settings;
import dev.vigil.config.SettingsException;
import dev.vigil.detection.TryOut;
import dev.vigil.inference.Engine;
import dev.vigil.inference.EngineException;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.tensorrt.EngineChoice;
import dev.vigil.stream.StreamSettings;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads the options of {@code vigil capacity} and hands over to the capacity room. */
@Command(name = "capacity", sortOptions = false,
        header = "Finds out how many cameras this host carries, and certifies it.",
        customSynopsis = "vigil capacity [options]",
        footer = {"", "Cameras are played from memory on this very host, which costs some of it: the figure is on the"
                + " safe side.",
            "Options that are not given follow the service's settings FRAME_SKIP, VIGIL_MODEL,",
            "VIGIL_INFERENCE_ENGINE, _BATCH, _THREADS and _TF32; cameras are decoded and gated as",
            "VIGIL_STREAM_DECODER and VIGIL_GATE say.", "",
            "Exit code: 0 done, 2 bad input, 1 a failure."})
final class CapacityCommand implements Callable<Integer> {

    /** Held here, or its level would be collected with it. */
    private static final Logger ROOMS = Logger.getLogger("dev.vigil");

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
            description = "How long each number of cameras is watched; mixed footage goes round in 30 s. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--most", paramLabel = "N", defaultValue = "256",
            description = "More cameras are not tried. Default: ${DEFAULT-VALUE}.")
    private int most;

    @Option(names = "--frame-skip", paramLabel = "N", description = "Looks at every N-th picture. Default: 5.")
    private Integer frameSkip;

    @Mixin
    private EngineOptions engine;

    @Option(names = "--batch", paramLabel = "N",
            description = "Most frames in one run. Default: what suits the engine.")
    private Integer batch;

    @Option(names = "--out", paramLabel = "FILE", defaultValue = "capacity.json",
            description = "Where the certificate goes. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
    private boolean help;

    @Override
    public Integer call() throws IOException, InterruptedException {
        // What trials say of their own cameras is not about a site.
        Level before = ROOMS.getLevel();
        ROOMS.setLevel(Level.OFF);
        try {
            Settings.Inference inference = engine.inference(batch);
            ModelBundle bundle = ModelBundle.load(inference.model());
            EngineChoice choice = engine.choice(inference, null);
            // Not choice.of(bundle), which takes each engine after the first for the substitute of one that hung.
            Supplier<Engine> engines = () -> choice.open(bundle);
            CapacityPlan plan;
            String name;
            try (Engine first = engines.get()) {
                TryOut.of(first);
                name = first.name();
                plan = new CapacityPlan(bundle, engines, streams(), bound, Duration.ofSeconds(seconds), most,
                        footages());
                spec.commandLine().getOut().printf(Locale.ROOT, "%s, every %d. picture, p99 at most %.0f ms%n",
                        EngineOptions.words(first, choice), plan.streams().frameSkip(), bound);
            }
            certify(plan, name);
            return ExitCode.OK;
        } catch (IllegalArgumentException | EngineException | SettingsException mistake) {
            throw new ParameterException(spec.commandLine(), mistake.getMessage());
        } finally {
            ROOMS.setLevel(before);
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

    /** Decoded and gated as the service does it. */
    private StreamSettings streams() {
        Settings.Stream set = EngineOptions.settings().stream();
        return new Settings.Stream(set.udp(), frameSkip == null ? set.frameSkip() : frameSkip, set.decoder(),
                set.gate()).settings();
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
