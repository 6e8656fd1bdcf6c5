package dev.vigil.bench.gate;

import dev.vigil.bench.RecordedSite;
import dev.vigil.bench.ServiceProcess;
import dev.vigil.rehearsal.RecordedScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long after its process began the service watches its cameras and all of them deliver, before quiet cameras that
 * were running before; started as its image does, once in each round for every APP.
 *
 * <pre>java -cp ... dev.vigil.bench.gate.StartBench CAMERAS ROUNDS APP[,JAVA_HOME[,OPTION...]]...</pre>
 *
 * APP is target/quarkus-app or a copy of it, with an archive of classes or not (src/main/docker/archive).
 */
public final class StartBench {

    private StartBench() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        int cameras = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        List<String> apps = List.of(arguments).subList(2, arguments.length);
        List<List<double[]>> starts = new ArrayList<>();
        apps.forEach(app -> starts.add(new ArrayList<>()));
        Path folder = Files.createDirectories(Path.of("target", "bench", "gate"));
        try (RecordedSite site = new RecordedSite(cameras, RecordedScenes.street(0, 60))) {
            for (int round = 0; round < rounds + 1; round++) {
                for (int i = 0; i < apps.size(); i++) {
                    double[] start = start(apps.get(i).split(","), site, folder, cameras);
                    if (round > 0) {
                        starts.get(i).add(start);
                    }
                }
            }
        }
        System.out.println("watched first, last; all deliver (median, from, to); CPU s; RSS MiB");
        for (int i = 0; i < apps.size(); i++) {
            System.out.printf(Locale.ROOT, "%5.2f %5.2f   %5.2f (%.2f to %.2f)   %5.2f  %4.0f   %s%n",
                    of(starts.get(i), 0)[rounds / 2], of(starts.get(i), 1)[rounds / 2], of(starts.get(i), 2)[rounds / 2],
                    of(starts.get(i), 2)[0], of(starts.get(i), 2)[rounds - 1], of(starts.get(i), 3)[rounds / 2],
                    of(starts.get(i), 4)[rounds / 2], apps.get(i));
        }
        System.exit(0);
    }

    private static double[] of(List<double[]> starts, int figure) {
        return starts.stream().mapToDouble(start -> start[figure]).sorted().toArray();
    }

    private static double[] start(String[] app, RecordedSite site, Path folder, int cameras)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "start", ".log");
        Map<String, String> settings = new java.util.HashMap<>(Map.of("MALLOC_ARENA_MAX", "2", "VIGIL_APP", app[0],
                "VIGIL_DATA", Files.createTempDirectory(folder, "data").toString()));
        if (app.length > 1 && !app[1].isEmpty()) {
            settings.put("PATH", app[1] + "/bin:" + System.getenv("PATH"));
        }
        List<String> options = new ArrayList<>(List.of("-Xms32m", "-Xmx512m"));
        options.addAll(Arrays.asList(app).subList(Math.min(2, app.length), app.length));
        long begun = System.currentTimeMillis();
        try (ServiceProcess service = ServiceProcess.startAsInImage(site.backend(), options, settings, log)) {
            List<Double> watched = List.of();
            List<Double> connected = List.of();
            while (connected.size() < cameras && System.currentTimeMillis() - begun < 60_000 && service.alive()) {
                Thread.sleep(100);
                watched = ServiceLogTimes.of(log, " is watched at ", begun);
                connected = ServiceLogTimes.of(log, " connected: ", begun);
            }
            double cpu = ServiceLogTimes.cpu(service.pid());
            double rss = service.status("VmRSS") / 1024;
            double[] figures = {watched.get(0), watched.get(watched.size() - 1), connected.get(connected.size() - 1), cpu, rss};
            System.out.printf(Locale.ROOT, "  %5.2f %5.2f %5.2f  %5.2f  %4.0f  %s%n", figures[0], figures[1], figures[2],
                    figures[3], figures[4], app[0]);
            return figures;
        }
    }
}
