package dev.vigil.replay;

import dev.vigil.inference.Engine;
import dev.vigil.replay.Timeline.Thresholds;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Replays files and writes what is found into a folder. A file that cannot be read is told, and the others follow. */
public final class ReplayRun {

    private final Path folder;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Set<String> taken = new HashSet<>();
    private int mistakes;

    /**
     * @param folder for what is written; made where it is not there
     * @param out    for what was found
     * @param err    for what could not be read
     */
    public ReplayRun(Path folder, PrintWriter out, PrintWriter err) {
        this.folder = folder;
        this.out = out;
        this.err = err;
    }

    /** Files that could not be read, up to now. */
    public int mistakes() {
        return mistakes;
    }

    /** Writes NAME.json and NAME.html for each video. */
    public void videos(Engine engine, Replay.Plan plan, List<Path> videos, Progress progress) throws IOException {
        makeFolder();
        Replay replay = new Replay(engine, plan);
        for (Path video : videos) {
            progress.begin(video.getFileName().toString());
            try {
                Replay.Result result = replay.run(video, progress);
                progress.end(result.timeline().about().seconds(), Verdict.of(result.timeline()));
                write(name(video), result);
            } catch (IOException e) {
                mistake(e);
            }
        }
    }

    /** Judges recorded timelines anew; none of the files that are read is changed. */
    public void timelines(List<Path> files, UnaryOperator<Thresholds> thresholds) throws IOException {
        makeFolder();
        for (Path file : files) {
            try {
                Timeline recorded = TimelineFile.read(file);
                Timeline judged = recorded.judgedBy(thresholds.apply(recorded.about().thresholds()));
                String name = name(file);
                if (Files.exists(folder.resolve(name + ".json"))
                        && Files.isSameFile(file, folder.resolve(name + ".json"))) {
                    name = name + "-again";
                }
                out.println(judged.about().video() + ": " + Verdict.of(judged));
                write(name, new Replay.Result(judged, List.of()));
            } catch (IOException e) {
                mistake(e);
            }
        }
    }

    /** Scores labelled clips: prints the table and writes scores.json. */
    public void clips(Engine engine, Replay.Plan plan, List<ClipList.Clip> clips, Progress progress)
            throws IOException {
        makeFolder();
        Replay replay = new Replay(engine, plan);
        List<ClipScore> scores = new ArrayList<>();
        for (ClipList.Clip clip : clips) {
            progress.begin(clip.name());
            try {
                Timeline timeline = replay.run(clip.file(), progress).timeline();
                scores.add(ClipScore.of(clip, timeline));
                progress.end(timeline.about().seconds(), (clip.fight() ? "a fight: " : "normal: ")
                        + Verdict.of(timeline));
            } catch (IOException e) {
                mistake(e);
            }
        }
        if (scores.isEmpty()) {
            return;
        }
        ScoreReport report = ScoreReport.of(scores, plan.thresholds());
        Path file = folder.resolve("scores.json");
        TimelineFile.write(report, file);
        out.println(ScoreTable.of(report));
        out.println("clips that " + replay.judge() + " was trained on are no fair test of it: it knows them by heart"
                + " (the report of its training judges each clip by a head that saw nothing of its source)");
        out.println("every clip's score is in " + file);
    }

    private void makeFolder() throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException(folder + ": cannot be made a folder to write into");
        }
    }

    private void write(String name, Replay.Result result) throws IOException {
        Path page = folder.resolve(name + ".html");
        TimelineFile.write(result.timeline(), folder.resolve(name + ".json"));
        Files.writeString(page, Page.of(result.timeline(), result.snapshots()));
        out.println(page);
    }

    /** The file's name without its ending, and with a number where another one has it. */
    private String name(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String base = dot > 0 ? name.substring(0, dot) : name;
        String free = base;
        for (int number = 2; !taken.add(free); number++) {
            free = base + "-" + number;
        }
        return free;
    }

    private void mistake(IOException e) {
        mistakes++;
        // Of these the message is but the file's name.
        boolean bare = e instanceof FileSystemException known && known.getReason() == null;
        err.println("vigil: " + e.getMessage() + (bare ? ": " + e.getClass().getSimpleName() : ""));
    }
}
