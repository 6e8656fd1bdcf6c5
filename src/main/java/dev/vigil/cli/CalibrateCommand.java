package dev.vigil.cli;

import dev.vigil.calibration.Calibration;
import dev.vigil.calibration.CalibrationException;
import dev.vigil.calibration.CalibrationFile;
import dev.vigil.calibration.FitReport;
import dev.vigil.calibration.Footage;
import dev.vigil.calibration.Minute;
import dev.vigil.calibration.MinuteMeter;
import dev.vigil.calibration.MinutePeaks;
import dev.vigil.calibration.OffsetFit;
import dev.vigil.config.SettingsException;
import dev.vigil.inference.Engine;
import dev.vigil.inference.EngineException;
import dev.vigil.replay.Progress;
import dev.vigil.replay.Replay;
import dev.vigil.replay.Timeline.Thresholds;
import dev.vigil.stream.PictureSize;
import dev.vigil.stream.Sampling;
import dev.vigil.stream.VideoFileReader;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads the options of {@code vigil calibrate} and hands over to the calibration room. */
@Command(name = "calibrate", sortOptions = false,
        header = "Fits a camera to its place: a chosen number of false alarms a day.",
        customSynopsis = {
            "vigil calibrate --camera ID [options]          from what the service recorded",
            "       vigil calibrate VIDEO... --camera ID [options] from files",
            "       vigil calibrate --show                         what is kept",
            "       vigil calibrate --camera ID --reset            back to offset 0"},
        footer = {"", "The footage must hold no fights: what is in it counts as ordinary.",
            "Options that are not given follow ALERT_THRESHOLD, FRAME_SKIP, VIGIL_MODEL, VIGIL_INFERENCE_ENGINE,",
            "VIGIL_INFERENCE_TF32, VIGIL_INFERENCE_THREADS and VIGIL_DATA, where set.",
            "", "Exit code: 0 done, 2 bad input or a file that could not be read, 1 a failure."})
final class CalibrateCommand implements Callable<Integer> {

    private static final Instant FILES_BEGIN = Instant.parse("2000-01-01T00:00:00Z");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "VIDEO", arity = "0..*", description = "Files of any kind that FFmpeg reads.")
    private List<Path> videos = List.of();

    @Option(names = "--camera", paramLabel = "ID", description = "The camera's number in the back end.")
    private Long camera;

    @Option(names = "--per-day", paramLabel = "N", defaultValue = "1",
            description = "False alarms a day that are wished. Default: ${DEFAULT-VALUE}.")
    private double perDay;

    @Option(names = "--alert", paramLabel = "PERCENT", description = "The alert threshold. Default: 50.")
    private Double alert;

    @Option(names = "--from", paramLabel = "TIME", description = "Only what was recorded from then on, such as"
            + " 2026-03-01T08:00:00Z.")
    private Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only what was recorded before.")
    private Instant to;

    @Option(names = "--with-crimes", description = "Confirmed crimes of the record were false alarms: counts them.")
    private boolean withCrimes;

    @Option(names = "--dry-run", description = "Says what it would do, and keeps nothing.")
    private boolean dryRun;

    @Option(names = "--show", description = "Lists what is kept.")
    private boolean show;

    @Option(names = "--reset", description = "Forgets the camera's offset.")
    private boolean reset;

    @Option(names = "--data", paramLabel = "DIR", description = "The service's data folder. Default: data.")
    private Path dataOption;

    @Mixin
    private ModelOptions model;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this.")
    private boolean help;

    private final Given given = new Given(System.getenv());
    private Path data;
    private CalibrationFile kept;
    private int mistakes;

    @Override
    public Integer call() throws IOException {
        data = given.path(dataOption, "VIGIL_DATA", "data");
        kept = new CalibrationFile(CalibrationFile.in(data));
        if (!show && camera == null) {
            throw mistake("--camera is missing");
        }
        if ((show ? 1 : 0) + (reset ? 1 : 0) + (videos.isEmpty() ? 0 : 1) > 1) {
            throw mistake("VIDEO, --show and --reset exclude each other");
        }
        try {
            if (show) {
                show();
            } else if (reset) {
                reset();
            } else {
                fit();
            }
        } catch (IllegalArgumentException | EngineException | SettingsException | CalibrationException e) {
            throw mistake(e.getMessage());
        }
        return mistakes == 0 ? ExitCode.OK : ExitCode.USAGE;
    }

    private void show() {
        SortedMap<Long, Calibration> all = kept.read();
        if (camera != null) {
            all.keySet().retainAll(List.of(camera));
        }
        all.forEach((id, calibration) -> out().println(FitReport.of(id, calibration)));
        if (all.isEmpty()) {
            out().println((camera == null ? "no camera is" : "camera " + camera + " is not") + " calibrated");
        }
    }

    private void reset() throws IOException {
        if (!kept.remove(camera)) {
            throw mistake("camera " + camera + " is not calibrated");
        }
        out().println("camera " + camera + ": offset 0 from the next start of the service on");
    }

    private void fit() throws IOException {
        double threshold = given.number(alert, "ALERT_THRESHOLD", 50);
        if (!(threshold > 0 && threshold < 100)) {
            throw mistake("the alert threshold is above 0 and below 100, not " + threshold);
        }
        if (!(perDay >= 0.01 && perDay <= 1000)) {
            throw mistake("--per-day is from 0.01 to 1000, not " + perDay);
        }
        // A damaged file is told before hours of video are read.
        kept.read();
        MinutePeaks.Recorded recorded = videos.isEmpty() ? recorded() : filmed(threshold);
        Footage all = new Footage(recorded.minutes());
        if (videos.isEmpty()) {
            all = all.between(from == null ? Instant.MIN : from, to == null ? Instant.MAX : to);
        }
        Footage footage = withCrimes ? all : all.withoutCrimes();
        OffsetFit fit = OffsetFit.of(footage, threshold, perDay);
        // A judge that speaks is never quite at 0.
        if (footage.minutes().stream().allMatch(minute -> minute.peak() == 0)) {
            throw mistake("fights were never judged in this footage: pictures must follow each other within a second"
                    + " (--rate 5)");
        }
        out().println(FitReport.of(camera, footage, all.minutes().size() - footage.minutes().size(), fit,
                recorded.judge(), threshold));
        if (dryRun) {
            return;
        }
        String source = videos.isEmpty() ? "the live record" : (videos.size() - mistakes) + " files";
        Instant now = TimeSource.system().now().truncatedTo(ChronoUnit.SECONDS);
        kept.put(camera, Calibration.of(fit, recorded.judge(), now, source, footage.hours(), threshold, perDay));
        out().println("kept in " + CalibrationFile.in(data) + "; the service follows from its next start on");
    }

    private MinutePeaks.Recorded recorded() throws IOException {
        MinutePeaks peaks = new MinutePeaks(MinutePeaks.in(data));
        return peaks.read(camera).orElseThrow(() -> {
            try {
                return mistake("there is no record of camera " + camera + " in " + MinutePeaks.in(data)
                        + ", but of cameras " + peaks.cameras());
            } catch (IOException unreadable) {
                return mistake("there is no record of camera " + camera + " in " + MinutePeaks.in(data));
            }
        });
    }

    /** Files follow each other two hours apart, so that nothing is taken for one event that is in two of them. */
    private MinutePeaks.Recorded filmed(double threshold) throws IOException {
        if (from != null || to != null || withCrimes) {
            throw mistake("--from, --to and --with-crimes are about the live record, not about files");
        }
        PrintWriter err = spec.commandLine().getErr();
        Progress progress = new Progress(err, System.console() != null, videos.size(), TimeSource.system());
        List<Minute> minutes = new ArrayList<>();
        Instant begin = FILES_BEGIN;
        Replay.Plan plan = new Replay.Plan(model.sampling(given), new Thresholds(threshold, threshold, 2, 10), begin,
                List.of(), false, false);
        try (Engine engine = model.engine(data, err)) {
            mayBeEnough(engine.bundle().input());
            Replay replay = new Replay(engine, plan);
            for (Path video : videos) {
                MinuteMeter meter = new MinuteMeter();
                try {
                    replay.assess(video, begin, progress, meter::accept);
                } catch (IOException unreadable) {
                    mistakes++;
                    err.println("vigil: " + unreadable.getMessage());
                }
                minutes.addAll(meter.takeAll());
                Instant end = minutes.isEmpty() ? begin : minutes.get(minutes.size() - 1).start();
                begin = end.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(2));
            }
            return new MinutePeaks.Recorded(replay.judge(), minutes);
        }
    }

    /** Tells early that it cannot be enough; a file that does not say how long it is may be long. */
    private void mayBeEnough(PictureSize size) {
        double seconds = 0;
        for (Path video : videos) {
            try (VideoFileReader file = new VideoFileReader(video, size, Sampling.everyNth(1), FILES_BEGIN)) {
                if (file.duration().isZero()) {
                    return;
                }
                seconds += file.duration().toMillis() / 1e3;
            } catch (IOException unreadable) {
                // Told when its turn comes, or not at all where the others are too short.
            }
        }
        if (seconds < OffsetFit.LEAST_HOURS * 3600) {
            throw mistake(String.format(Locale.ROOT, "the files that can be read hold %.2f hours of footage; it takes"
                    + " at least %.0f", seconds / 3600, OffsetFit.LEAST_HOURS));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private ParameterException mistake(String words) {
        return new ParameterException(spec.commandLine(), words);
    }
}
