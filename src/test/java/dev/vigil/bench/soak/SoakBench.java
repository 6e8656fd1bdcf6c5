package dev.vigil.bench.soak;

import dev.vigil.bench.RecordedSite;
import dev.vigil.bench.ServiceProcess;
import dev.vigil.bench.Trouble;
import dev.vigil.rehearsal.SceneFilm;
import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.rehearsal.video.FilmPictures;
import dev.vigil.rehearsal.video.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the packaged service's process holds while millions of frames go through it. The service is a process of its
 * own; this one is its site: cameras that send a drawn street at {@code 15 x times} pictures a second over RTSP, with
 * fights, and troubles of every kind all the while. Exits with 1 when memory grows by more than 10 MB per million
 * frames, or threads or descriptors grow at all.
 *
 * <p>The Java heap is given whole at the start ({@code AlwaysPreTouch}), so that resident memory grows only by what is
 * native; what the heap holds alive is counted exactly, after warm-up and at the end, and added.
 *
 * <pre>./mvnw -q package -DskipTests
 * ./mvnw -q test-compile exec:exec -Dexec.classpathScope=test -Dexec.executable=java \
 *     -Dexec.args="-cp %classpath dev.vigil.bench.soak.SoakBench [minutes] [cameras] [times] [seed]"</pre>
 */
public final class SoakBench {

    private static final double MOST_MIB_PER_MILLION = 10;
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int SAVED_EVERY = 12;
    private static final long TROUBLE_MILLIS = 20_000;
    private static final double FILM_SECONDS = 40;
    private static final double APPROACH = 5;
    /** 320x180: decoding a picture costs a quarter, and what is kept for one is the same. */
    private static final int SHRINK = 2;
    private static final List<String> JVM = List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:+UseG1GC",
            "-XX:NativeMemoryTracking=summary",
            // As in the container.
            "-XX:TrimNativeHeapInterval=60000");

    private final double minutes;
    private final int cameras;
    private final int times;
    private final long seed;
    private final Path folder = Path.of("target", "bench", "soak");
    private final List<Sample> samples = new ArrayList<>();

    private SoakBench(String[] arguments) {
        minutes = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 5;
        cameras = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        times = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 40;
        seed = arguments.length > 3 ? Long.parseLong(arguments[3]) : 1;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.exit(new SoakBench(arguments).run() ? 0 : 1);
    }

    /** Minutes at the start that are not judged: compilers, pools and caches fill. */
    private double warmUpMinutes() {
        return Math.min(10, minutes / 4);
    }

    private boolean run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path log = Files.createTempFile(folder, "service", ".log");
        System.out.printf("%.0f minutes, %d cameras at %d pictures a second, seed %d; the service's log is %s%n", minutes,
                cameras, 15 * times, seed, log);
        try (RecordedSite site = new RecordedSite(cameras, street());
                ServiceProcess service = ServiceProcess.start(site.backend(), JVM, settings(), log)) {
            service.awaitUp(Duration.ofMinutes(2));
            List<Thread> troubles = List.of(
                    new Thread(new Trouble(site.cameras(), TROUBLE_MILLIS, seed), "trouble"),
                    new Thread(new SiteTrouble(site, TROUBLE_MILLIS, seed), "site-trouble"));
            for (Thread trouble : troubles) {
                trouble.setDaemon(true);
                trouble.start();
            }
            Probe probe = new Probe(service);
            sample(probe, warmUpMinutes());
            double liveBefore = probe.liveHeap();
            double nativeBefore = probe.jvmNative();
            int warm = samples.size();
            sample(probe, minutes);
            double liveAfter = probe.liveHeap();
            System.out.printf(Locale.ROOT, "what the JVM counts as its own besides the heap: %.1f MiB after warm-up, %.1f "
                    + "MiB at the end%n", nativeBefore, probe.jvmNative());
            troubles.forEach(Thread::interrupt);
            boolean ended = service.terminate(Duration.ofSeconds(20));
            System.out.println(ended ? "the service ended by itself after SIGTERM"
                    : "the service had to be killed after SIGTERM");
            return verdict(new Growth(samples.subList(warm, samples.size())), liveBefore, liveAfter) && ended;
        }
    }

    /** For 40 s two people come, fight and leave, in real time; the cameras only look at them very often. */
    private Recording street() throws IOException {
        Path film = folder.resolve("street.h264");
        SceneFilm.shoot(Scene.fight(APPROACH, 1), FILM_SECONDS, film);
        return Recording.of(new Repeated(new FilmPictures(film), SceneFilm.RATE, times, SHRINK),
                FILM_SECONDS);
    }

    private Map<String, String> settings() throws IOException {
        return Map.of("FRAME_SKIP", "100", "VIGIL_INFERENCE_THREADS", "1", "VIGIL_INFERENCE_BATCH", "4",
                "CAMERA_REFRESH_INTERVAL", "3", "HEARTBEAT_INTERVAL", "3", "VIGIL_ALARM_ORDER", "tapo,backend",
                // As in the container.
                "MALLOC_ARENA_MAX", "2", "VIGIL_DATA", Files.createTempDirectory(folder, "data").toString());
    }

    private void sample(Probe probe, double untilMinute) throws IOException, InterruptedException {
        do {
            Thread.sleep(EVERY.toMillis());
            samples.add(probe.take());
            if (samples.size() % SAVED_EVERY == 1) {
                save();
            }
        } while (samples.get(samples.size() - 1).seconds() < untilMinute * 60);
    }

    private void save() throws IOException {
        Sample last = samples.get(samples.size() - 1);
        System.out.printf(Locale.ROOT, "%5.1f min  %9.0f frames (%.0f/s)  %7.0f inferred  %4.0f reconnects  RSS %.1f MiB  "
                + "code and classes %.1f  threads %d  descriptors %d%n", last.seconds() / 60, last.frames(),
                last.frames() / last.seconds(), last.inferred(), last.reconnects(), last.rss(), last.nonHeap(),
                last.threads(), last.descriptors());
        List<String> lines = new ArrayList<>(List.of(Sample.HEADER));
        samples.forEach(sample -> lines.add(sample.line()));
        Files.write(folder.resolve("soak.csv"), lines);
        SoakChart.write(samples, warmUpMinutes() * 60, folder.resolve("soak.png"));
    }

    private boolean verdict(Growth growth, double liveBefore, double liveAfter) throws IOException {
        save();
        Sample last = samples.get(samples.size() - 1);
        double resident = growth.perMillionFrames(Sample::rss);
        double live = (liveAfter - liveBefore) / growth.frames() * 1e6;
        boolean memory = Math.max(0, resident) + Math.max(0, live) <= MOST_MIB_PER_MILLION;
        boolean threads = growth.flat(Sample::threads);
        boolean descriptors = growth.flat(Sample::descriptors);
        System.out.printf(Locale.ROOT, "%n%.2f million frames in %.1f min, %.2f million of them after warm-up; %.0f a second, "
                + "%.1f h of a camera's work (15 a second) per minute%n", last.frames() / 1e6, last.seconds() / 60,
                growth.frames() / 1e6, last.frames() / last.seconds(), last.frames() / last.seconds() / 15 / 60);
        System.out.printf(Locale.ROOT, "| figure | value | |%n|---|---|---|%n");
        System.out.printf(Locale.ROOT, "| resident memory per million frames | %+.2f MiB | %s |%n", resident, word(memory));
        System.out.printf(Locale.ROOT, "| live Java heap per million frames | %+.2f MiB (%.1f to %.1f) | %s |%n", live,
                liveBefore, liveAfter, word(memory));
        System.out.printf(Locale.ROOT, "| threads, first and last third | %d, %d | %s |%n", growth.first(Sample::threads),
                growth.last(Sample::threads), word(threads));
        System.out.printf(Locale.ROOT, "| descriptors, first and last third | %d, %d | %s |%n",
                growth.first(Sample::descriptors), growth.last(Sample::descriptors), word(descriptors));
        return memory && threads && descriptors;
    }

    private static String word(boolean holds) {
        return holds ? "holds" : "FAILS";
    }
}
