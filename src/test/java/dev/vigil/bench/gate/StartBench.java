package dev.vigil.bench.gate;

import dev.vigil.bench.Median;
import dev.vigil.bench.RecordedSite;
import dev.vigil.bench.ServiceProcess;
import dev.vigil.rehearsal.RecordedScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long after its process began the service watches its cameras, and all of them deliver: quiet ones that were running
 * before. Copies of the packaged service take turns and are started as their image is.
 *
 * <pre>java -cp ... dev.vigil.bench.gate.StartBench CAMERAS ROUNDS APP[,JAVA_HOME[,OPTION...]]...</pre>
 *
 * APP is target/quarkus-app or a copy of it, in which {@code VIGIL_APP=APP src/main/docker/archive} left the classes that
 * it uses, or not. A round before the first is not counted. CPU time and memory are those of the moment at which the last
 * camera was seen to deliver.
 */
public final class StartBench {

    private static final List<String> JVM = List.of("-Xms32m", "-Xmx512m");
    private static final long PATIENCE_MILLIS = 60_000;

    /** Seconds from the process' start, CPU seconds and MiB. */
    private record Start(double firstWatched, double lastWatched, double allDeliver, double cpu, double resident) {
    }

    private final int cameras;
    private final RecordedSite site;
    private final Path folder = Files.createDirectories(Path.of("target", "bench", "gate"));

    private StartBench(int cameras, RecordedSite site) throws IOException {
        this.cameras = cameras;
        this.site = site;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        int cameras = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        List<String> apps = List.of(arguments).subList(2, arguments.length);
        Map<String, List<Start>> starts = new HashMap<>();
        try (RecordedSite site = new RecordedSite(cameras, RecordedScenes.street(0, 60))) {
            StartBench bench = new StartBench(cameras, site);
            for (int round = 0; round <= rounds; round++) {
                for (String app : apps) {
                    Start start = bench.start(app.split(","));
                    System.out.printf(Locale.ROOT, "%.2f s  %s%s%n", start.allDeliver, app, round == 0 ? " (not counted)" : "");
                    if (round > 0) {
                        starts.computeIfAbsent(app, first -> new ArrayList<>()).add(start);
                    }
                }
            }
        }
        System.out.println("medians: first watched, last watched, all deliver (from, to), CPU s, RSS MiB");
        apps.forEach(app -> tell(app, starts.get(app)));
        System.exit(0);
    }

    private Start start(String[] app) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "start", ".log");
        Map<String, String> settings = new HashMap<>(Map.of("MALLOC_ARENA_MAX", "2", "VIGIL_APP", app[0],
                "VIGIL_DATA", Files.createTempDirectory(folder, "data").toString()));
        if (app.length > 1 && !app[1].isEmpty()) {
            settings.put("PATH", app[1] + "/bin:" + System.getenv("PATH"));
        }
        List<String> options = new ArrayList<>(JVM);
        options.addAll(Arrays.asList(app).subList(Math.min(2, app.length), app.length));
        LocalTime begun = LocalTime.now();
        long until = System.currentTimeMillis() + PATIENCE_MILLIS;
        try (ServiceProcess service = ServiceProcess.startAsInImage(site.backend(), options, settings, log)) {
            while (service.told(" connected: ").size() < cameras) {
                if (!service.alive() || System.currentTimeMillis() > until) {
                    throw new IOException("not all cameras deliver, see " + log);
                }
                Thread.sleep(100);
            }
            List<LocalTime> watched = service.told(" is watched at ");
            List<LocalTime> connected = service.told(" connected: ");
            return new Start(seconds(begun, watched.get(0)), seconds(begun, watched.get(watched.size() - 1)),
                    seconds(begun, connected.get(connected.size() - 1)), service.cpuSeconds(),
                    service.status("VmRSS") / 1024);
        }
    }

    private static double seconds(LocalTime from, LocalTime to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    private static void tell(String app, List<Start> starts) {
        double[] allDeliver = starts.stream().mapToDouble(Start::allDeliver).sorted().toArray();
        System.out.printf(Locale.ROOT, "%.2f  %.2f  %.2f (%.2f to %.2f)  %.2f  %.0f  %s%n",
                Median.of(starts.stream().mapToDouble(Start::firstWatched).toArray()),
                Median.of(starts.stream().mapToDouble(Start::lastWatched).toArray()), Median.of(allDeliver), allDeliver[0],
                allDeliver[allDeliver.length - 1], Median.of(starts.stream().mapToDouble(Start::cpu).toArray()),
                Median.of(starts.stream().mapToDouble(Start::resident).toArray()), app);
    }
}
