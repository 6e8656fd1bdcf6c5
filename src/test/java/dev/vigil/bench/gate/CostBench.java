package dev.vigil.bench.gate;

import dev.vigil.bench.RecordedSite;
import dev.vigil.bench.ServiceProcess;
import dev.vigil.rehearsal.RecordedScenes;
import dev.vigil.rehearsal.rtsp.RtspServer;
import dev.vigil.rehearsal.video.Recording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a camera costs: the packaged service, gated and not, and the guide's way, each a process of its own before the
 * same recorded cameras. Costs are CPU seconds of that process for each minute of video that it received, so that a
 * busy machine, on which video comes slowly, does not matter.
 *
 * <pre>./mvnw -q package -DskipTests
 * ./mvnw -q test-compile exec:exec -Dexec.classpathScope=test -Dexec.executable=java \
 *     -Dexec.args="-cp %classpath dev.vigil.bench.gate.CostBench SHARE FILM_SECONDS SECONDS RUN..."</pre>
 *
 * For SHARE of the film's time people pass by, then the street is empty; each RUN is {@code guide:CAMERAS},
 * {@code on:CAMERAS} (gated) or {@code off:CAMERAS} (not). The service starts as its image does
 * (src/main/docker/vigil). When all cameras delivered is told from the process' start, and from the moment at which the
 * first camera was begun to be watched.
 */
public final class CostBench {

    private static final double RATE = 15;
    /** Longer than compilers need for what is run all the time. */
    private static final double WARM_UP_SECONDS = 75;
    private static final int FRAME_SKIP = 5;
    /** As a host of 2 GiB would have it, but for trimming more often: a run is short. */
    private static final List<String> JVM = List.of("-Xms32m", "-Xmx512m", "-XX:TrimNativeHeapInterval=10000");

    private final Recording recording;
    private final double seconds;
    private final Path folder = Path.of("target", "bench", "gate");

    private CostBench(Recording recording, double seconds) {
        this.recording = recording;
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        double share = Double.parseDouble(arguments[0]);
        double film = Double.parseDouble(arguments[1]);
        Recording recording = RecordedScenes.street(share, film);
        System.out.printf(Locale.ROOT, "%.0f %% of the time active, %.0f s of film%n", 100 * share, film);
        System.out.println("run          CPU s/camera-min   frames/min  cores  all deliver after (watched)  RSS MiB  threads");
        CostBench bench = new CostBench(recording, Double.parseDouble(arguments[2]));
        Files.createDirectories(bench.folder);
        ServiceProcess.archive();
        for (int i = 3; i < arguments.length; i++) {
            String[] run = arguments[i].split(":");
            bench.run(run[0], Integer.parseInt(run[1]));
        }
        System.exit(0);
    }

    private void run(String way, int cameras) throws IOException, InterruptedException {
        try (RecordedSite site = new RecordedSite(cameras, recording)) {
            if (way.equals("guide")) {
                guide(site);
            } else {
                service(site, way);
            }
        }
    }

    private void guide(RecordedSite site) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-cp",
                System.getProperty("java.class.path"), GuidesWay.class.getName(), "20", Double.toString(seconds),
                Integer.toString(FRAME_SKIP)));
        for (RtspServer camera : site.cameras()) {
            command.add("rtsp://bench:only-a-bench@" + camera.host() + ":" + camera.port() + camera.path());
        }
        Process guide = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String answer = new String(guide.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        guide.waitFor();
        String[] said = answer.substring(answer.lastIndexOf('\n') + 1).split(" ");
        double minutes = Double.parseDouble(said[1]) / RATE / 60;
        System.out.printf(Locale.ROOT, "guide:%-6d %17.3f %12.1f %6.2f%n", site.cameras().size(),
                Double.parseDouble(said[0]) / minutes, Double.parseDouble(said[2]) / minutes,
                Double.parseDouble(said[0]) / seconds);
    }

    private void service(RecordedSite site, String way) throws IOException, InterruptedException {
        int cameras = site.cameras().size();
        Path log = Files.createTempFile(folder, "service", ".log");
        Path data = Files.createTempDirectory(folder, "data");
        long begun = System.nanoTime();
        try (ServiceProcess service = ServiceProcess.startAsInImage(site.backend(), JVM, Map.of("MALLOC_ARENA_MAX", "2",
                "VIGIL_DATA", data.toString(), "FRAME_SKIP", Integer.toString(FRAME_SKIP),
                "VIGIL_GATE", Boolean.toString(way.equals("on"))), log)) {
            service.awaitUp(Duration.ofMinutes(3));
            double allDeliver = secondsUntilAllDeliver(service, cameras, begun);
            Thread.sleep((long) (1000 * WARM_UP_SECONDS));
            String before = service.metrics();
            double packets = ServiceProcess.sum(before, "vigil_packets_received_total{");
            double frames = ServiceProcess.sum(before, "vigil_frames_inferred_total{");
            double cpu = service.cpuSeconds();
            long from = System.nanoTime();
            Thread.sleep((long) (1000 * seconds));
            double used = service.cpuSeconds() - cpu;
            double took = (System.nanoTime() - from) / 1e9;
            String metrics = service.metrics();
            double minutes = (ServiceProcess.sum(metrics, "vigil_packets_received_total{") - packets) / RATE / 60;
            System.out.printf(Locale.ROOT, "%-5s:%-6d %17.3f %12.1f %6.2f %15.1f s (%4.1f s) %11.0f %8.0f   calm now:"
                    + " %d%n", way, cameras, used / minutes,
                    (ServiceProcess.sum(metrics, "vigil_frames_inferred_total{") - frames) / minutes,
                    used / took, allDeliver, secondsOfConnecting(service), service.status("VmRSS") / 1024,
                    service.status("Threads"),
                    metrics.lines().filter(line -> line.startsWith("vigil_camera_alertness{") && line.endsWith(" 0.0"))
                            .count());
        }
    }

    /** Since the process was begun; NaN where they do not after two minutes. */
    private static double secondsUntilAllDeliver(ServiceProcess service, int cameras, long begun)
            throws IOException, InterruptedException {
        while (System.nanoTime() - begun < 120e9) {
            if (service.told(" connected: ").size() >= cameras) {
                return (System.nanoTime() - begun) / 1e9;
            }
            Thread.sleep(50);
        }
        return Double.NaN;
    }

    /** From the first camera that is watched to the last one's first picture. */
    private static double secondsOfConnecting(ServiceProcess service) throws IOException {
        List<LocalTime> connected = service.told(" connected: ");
        return Duration.between(service.told(" is watched at ").get(0), connected.get(connected.size() - 1)).toMillis()
                / 1000.0;
    }
}
