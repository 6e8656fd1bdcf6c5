package dev.vigil.cli;

import dev.vigil.config.SettingsException;
import dev.vigil.inference.Engine;
import dev.vigil.inference.EngineException;
import dev.vigil.replay.ClipList;
import dev.vigil.replay.Progress;
import dev.vigil.replay.Replay;
import dev.vigil.replay.ReplayRun;
import dev.vigil.replay.Timeline.Thresholds;
import dev.vigil.time.TimeSource;
import dev.vigil.zone.Zone;
import dev.vigil.zone.ZoneException;
import dev.vigil.zone.Zones;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads the options of {@code vigil replay} and hands over to the replay room. */
@Command(name = "replay", sortOptions = false, header = "Runs video files through the path that cameras take.",
        customSynopsis = {
            "vigil replay VIDEO... [options]     a timeline and a page of each",
            "       vigil replay --labels CSV [options]    how well clips are told apart",
            "       vigil replay --timeline JSON [options] recorded, other thresholds"},
        footer = {"", "Options that are not given follow the service's environment variables, where these are set:",
            "ALERT_THRESHOLD, CRIME_THRESHOLD, VIGIL_CRIME_SUSTAIN, VIGIL_CLEAR_AFTER, FRAME_SKIP, VIGIL_MODEL,",
            "VIGIL_INFERENCE_ENGINE, VIGIL_INFERENCE_TF32, VIGIL_INFERENCE_THREADS, VIGIL_DATA (built engines).",
            "", "Exit code: 0 done, 2 bad input or a file that could not be read, 1 a failure."})
final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "VIDEO", arity = "0..*", description = "Files of any kind that FFmpeg reads.")
    private List<Path> videos = List.of();

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "vigil-replay",
            description = "Where to write; made if missing. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(names = "--labels", paramLabel = "CSV",
            description = "Scores the clips in lines of clip,label[,source]; paths are seen from the file, labels are"
                    + " fight or normal.")
    private Path labels;

    @Option(names = "--timeline", paramLabel = "JSON",
            description = "Judges a recorded timeline anew; may be given more than once.")
    private List<Path> timelines = List.of();

    @Option(names = "--alert", paramLabel = "PERCENT", description = "Suspicion begins above this. Default: 50.")
    private Double alert;

    @Option(names = "--crime", paramLabel = "PERCENT",
            description = "A crime is confirmed when this is exceeded for long enough. Default: 80.")
    private Double crime;

    @Option(names = "--crime-sustain", paramLabel = "SECONDS", description = "How long that is. Default: 2.")
    private Double crimeSustain;

    @Option(names = "--clear-after", paramLabel = "SECONDS",
            description = "An incident is over after so long a calm. Default: 10.")
    private Double clearAfter;

    @Option(names = "--start", paramLabel = "TIME", defaultValue = "2000-01-01T00:00:00Z",
            description = "Wall time of each video's first picture. Default: ${DEFAULT-VALUE}.")
    private Instant start;

    @Option(names = "--zones", paramLabel = "FILE", description = "A zones file, as the service takes it.")
    private Path zones;

    @Option(names = "--camera", paramLabel = "ID", defaultValue = "1",
            description = "Whose zones they are that the videos stand for. Default: ${DEFAULT-VALUE}.")
    private long camera;

    @Option(names = "--keypoints", description = "Keeps people's keypoints in the timelines, too.")
    private boolean keypoints;

    @Mixin
    private ModelOptions model;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
    private boolean help;

    private final Given given = new Given(System.getenv());

    @Override
    public Integer call() throws IOException {
        int modes = (videos.isEmpty() ? 0 : 1) + (labels == null ? 0 : 1) + (timelines.isEmpty() ? 0 : 1);
        if (modes != 1) {
            throw mistake(modes == 0 ? "a VIDEO, --labels or --timeline is missing"
                    : "VIDEO, --labels and --timeline exclude each other");
        }
        ReplayRun run = new ReplayRun(out, spec.commandLine().getOut(), spec.commandLine().getErr());
        try {
            if (timelines.isEmpty()) {
                watch(run);
            } else {
                run.timelines(timelines, this::changed);
            }
        } catch (IllegalArgumentException | EngineException | SettingsException | ZoneException e) {
            throw mistake(e.getMessage());
        }
        return run.mistakes() == 0 ? ExitCode.OK : ExitCode.USAGE;
    }

    private void watch(ReplayRun run) throws IOException {
        Replay.Plan plan = new Replay.Plan(model.sampling(given), thresholds(), start, zones(), keypoints,
                labels == null);
        plan.thresholds().rules();
        List<ClipList.Clip> clips = labels == null ? List.of() : clips();
        int files = Math.max(videos.size(), clips.size());
        Progress progress = new Progress(spec.commandLine().getErr(), System.console() != null, files,
                TimeSource.system());
        try (Engine engine = model.engine(null, spec.commandLine().getErr())) {
            if (labels == null) {
                run.videos(engine, plan, videos, progress);
            } else {
                run.clips(engine, plan, clips, progress);
            }
        }
    }

    private List<ClipList.Clip> clips() {
        try {
            return ClipList.read(labels);
        } catch (IOException e) {
            throw mistake(e.getMessage());
        }
    }

    private List<Zone> zones() {
        return zones == null ? List.of() : Zones.read(zones).of(camera);
    }

    private Thresholds thresholds() {
        return new Thresholds(given.number(alert, "ALERT_THRESHOLD", 50), given.number(crime, "CRIME_THRESHOLD", 80),
                given.number(crimeSustain, "VIGIL_CRIME_SUSTAIN", 2),
                given.number(clearAfter, "VIGIL_CLEAR_AFTER", 10));
    }

    /** Recorded thresholds, with those exchanged that were given on the command line. */
    private Thresholds changed(Thresholds recorded) {
        return new Thresholds(alert == null ? recorded.alert() : alert, crime == null ? recorded.crime() : crime,
                crimeSustain == null ? recorded.crimeSustain() : crimeSustain,
                clearAfter == null ? recorded.clearAfter() : clearAfter);
    }

    private ParameterException mistake(String words) {
        return new ParameterException(spec.commandLine(), words);
    }
}
