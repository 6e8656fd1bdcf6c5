package dev.vigil.bench;

import dev.vigil.inference.Engine;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.replay.ClipList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/**
 * Whether a camera is judged as replay judges a file: every clip of a list is looped in as a rehearsal camera over RTSP
 * and watched in real time, and each window's confidence is held against two others: what replay says of the file (the
 * camera sends smaller pictures, encoded anew), and what is said of the camera's own bits without network and waiting.
 *
 * <pre>./mvnw -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.vigil.bench.ClipsAsCameras \
 *     -Dexec.args="CLIPS.CSV [AT_ONCE [ROUNDS [EVERY_NTH_CLIP]]]"</pre>
 *
 * AT_ONCE cameras (4) are streamed at a time, each for some 0.2 cores; ROUNDS (2) is how often each clip is shown.
 */
public final class ClipsAsCameras {

    /** Pictures that come within this of their time are as good as on time for the window, which samples by time. */
    private static final double STEADY_MILLIS = 30;

    /** A clip and how far its camera was from what was expected. */
    private record Seen(String name, Difference fromReplay, Difference fromSent, double jitterMillis, int losses) {

        boolean steady() {
            return jitterMillis < STEADY_MILLIS && losses == 0 && fromSent.missing() == 0;
        }

        boolean sameOutcome() {
            return fromReplay.sameOutcome() && fromSent.sameOutcome();
        }
    }

    private final Engine engine;
    private final int rounds;

    private ClipsAsCameras(Engine engine, int rounds) {
        this.engine = engine;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        Logger.getLogger("dev.vigil").setLevel(Level.WARNING);
        int every = number(arguments, 3, 1);
        List<ClipList.Clip> all = ClipList.read(Path.of(arguments[0]));
        List<ClipList.Clip> clips = IntStream.range(0, all.size()).filter(i -> i % every == 0).mapToObj(all::get)
                .toList();
        try (Engine engine = new OnnxEngine(ModelBundle.load(Path.of("models/movenet-multipose")), 1,
                Runtime.getRuntime().availableProcessors())) {
            new ClipsAsCameras(engine, number(arguments, 2, 2)).run(clips, number(arguments, 1, 4));
        }
    }

    private static int number(String[] arguments, int place, int otherwise) {
        return arguments.length > place ? Integer.parseInt(arguments[place]) : otherwise;
    }

    /** So many clips at a time: first all are streamed, then their frames are judged, while nothing streams. */
    private void run(List<ClipList.Clip> clips, int atOnce)
            throws IOException, InterruptedException, ExecutionException {
        System.out.printf("%d clips, %d rounds each; windows, then mean and largest difference in points%n",
                clips.size(), rounds);
        System.out.printf("%-24s | %-26s | %-26s | %9s | %s%n", "clip", "from replay (first round)",
                "from the bits sent", "jitter ms", "outcome");
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        List<Seen> seen = new ArrayList<>();
        try {
            for (int from = 0; from < clips.size(); from += atOnce) {
                seen.addAll(some(clips.subList(from, Math.min(clips.size(), from + atOnce)), threads));
            }
        } finally {
            threads.shutdownNow();
        }
        summary("all clips", seen, one -> true);
        summary("clips whose pictures came in time", seen, Seen::steady);
    }

    private List<Seen> some(List<ClipList.Clip> clips, ExecutorService threads)
            throws IOException, InterruptedException, ExecutionException {
        List<ClipCamera> cameras = new ArrayList<>();
        List<ClipPlan> plans = new ArrayList<>();
        List<Future<Void>> watching = new ArrayList<>();
        for (ClipList.Clip clip : clips) {
            ClipPlan plan = ClipPlan.of(clip.file(), engine);
            ClipCamera camera = new ClipCamera(plan, engine.bundle().input());
            plans.add(plan);
            cameras.add(camera);
            watching.add(threads.submit(() -> {
                double seconds = rounds * plan.seconds();
                camera.watch(plan.lastPicture(rounds), Duration.ofMillis((long) (2000 * seconds) + 10_000));
                return null;
            }));
        }
        for (Future<Void> one : watching) {
            one.get();
        }
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < clips.size(); i++) {
            Windows windows = cameras.get(i).judged(engine);
            Seen one = new Seen(clips.get(i).name(), Difference.of(plans.get(i).replayed(engine), windows),
                    Difference.of(plans.get(i).sent(engine, rounds), windows), cameras.get(i).jitterMillis(),
                    cameras.get(i).losses().size());
            System.out.printf(Locale.ROOT, "%-24s | %s | %s | %9.0f | %s%s%n", one.name, line(one.fromReplay),
                    line(one.fromSent), one.jitterMillis, one.sameOutcome() ? "the same" : "another",
                    one.losses == 0 ? "" : ", lost: " + cameras.get(i).losses());
            seen.add(one);
        }
        return seen;
    }

    private static String line(Difference one) {
        return String.format(Locale.ROOT, "%3d%-7s %6.2f %7.2f", one.windows(),
                one.missing() == 0 ? "" : " (-" + one.missing() + ")", one.mean(), one.most());
    }

    private static void summary(String name, List<Seen> all, Predicate<Seen> which) {
        List<Seen> seen = all.stream().filter(which).toList();
        System.out.printf(Locale.ROOT, "%s: %d%n", name, seen.size());
        if (!seen.isEmpty()) {
            summary("  from replay ", seen.stream().map(Seen::fromReplay).toList());
            summary("  from the bits", seen.stream().map(Seen::fromSent).toList());
        }
    }

    private static void summary(String name, List<Difference> all) {
        double[] most = all.stream().mapToDouble(Difference::most).sorted().toArray();
        int windows = all.stream().mapToInt(Difference::windows).sum();
        System.out.printf(Locale.ROOT, "%s: %d windows, %d missing, mean difference %.2f, largest of a clip: median"
                + " %.2f, 95th percentile %.2f, most %.2f; outcome the same for %d of %d clips%n", name, windows,
                all.stream().mapToInt(Difference::missing).sum(),
                all.stream().mapToDouble(one -> one.mean() * one.windows()).sum() / Math.max(1, windows),
                most[most.length / 2], most[(int) (most.length * 0.95)], most[most.length - 1],
                all.stream().filter(Difference::sameOutcome).count(), all.size());
    }
}
