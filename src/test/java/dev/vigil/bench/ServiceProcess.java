package dev.vigil.bench;

import dev.vigil.rehearsal.backend.RehearsalBackend;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged service in a process of its own, for hours or for seconds; what it logs goes to a file. */
public final class ServiceProcess implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");
    /** Another copy of the packaged service may be named, so that a build does not disturb a long run. */
    private static final Path APPLICATION = Path.of(System.getProperty("vigil.app", "target/quarkus-app"));
    private static final Path IMAGE = Path.of("src/main/docker");
    private static final double TICKS_A_SECOND = 100;
    /** Characters of a line's time of day. */
    private static final int STAMP = 12;
    private static final List<String> OPTIONS =
            List.of("-Dquarkus.http.port=0", "-Dquarkus.http.host=127.0.0.1");

    private final Path log;
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private URI address;

    private ServiceProcess(Path log, Process process) {
        this.log = log;
        this.process = process;
    }

    /**
     * Starts the service against a back end.
     *
     * @param options of its JVM
     * @param log     appended to
     */
    public static ServiceProcess start(RehearsalBackend backend, List<String> options, Map<String, String> settings,
            Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(OPTIONS);
        command.addAll(options);
        command.addAll(List.of("-jar", built().toString()));
        return start(command, backend, settings, log);
    }

    /** Starts it as the image does, with more options of the JVM; VIGIL_APP names another copy of it, PATH a Java. */
    public static ServiceProcess startAsInImage(RehearsalBackend backend, List<String> options,
            Map<String, String> settings, Path log) throws IOException {
        built();
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("VIGIL_APP", APPLICATION.toString());
        all.put("JAVA_OPTIONS", String.join(" ", OPTIONS) + " " + String.join(" ", options));
        return start(List.of(IMAGE.resolve("vigil").toString()), backend, all, log);
    }

    /** Makes the archive of classes from which the image starts. */
    public static void archive() throws IOException, InterruptedException {
        built();
        ProcessBuilder archive = new ProcessBuilder(IMAGE.resolve("archive").toString()).inheritIO();
        archive.environment().put("VIGIL_APP", APPLICATION.toString());
        if (archive.start().waitFor() != 0) {
            throw new IOException("the archive of classes was not made");
        }
    }

    private static Path built() throws IOException {
        Path jar = APPLICATION.resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IOException(APPLICATION + " holds no quarkus-run.jar: run ./mvnw package first");
        }
        return jar;
    }

    private static ServiceProcess start(List<String> command, RehearsalBackend backend, Map<String, String> settings,
            Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().keySet().removeIf(name -> name.startsWith("VIGIL_") || name.startsWith("MODEL_"));
        builder.environment().putAll(Map.of("BACKEND_URL", backend.url(), "MODEL_EMAIL", backend.email(),
                "MODEL_PASSWORD", backend.password(), "MODEL_ENCRYPTION_KEY", backend.encryptionKey()));
        builder.environment().putAll(settings);
        return new ServiceProcess(log, builder.start());
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Waits until it answers HTTP. */
    public void awaitUp(Duration patience) throws IOException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < until) {
            Matcher matcher = LISTENING.matcher(Files.readString(log));
            if (matcher.find()) {
                address = URI.create(matcher.group(1));
                return;
            }
            if (!alive()) {
                throw new IOException("the service ended with " + process.exitValue() + ", see " + log);
            }
            Thread.sleep(100);
        }
        throw new IOException("the service has not come up, see " + log);
    }

    /** Its metrics as Prometheus reads them. */
    public String metrics() throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address.resolve("/metrics")).timeout(Duration.ofSeconds(20)).build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }

    /** The sum of those series in metrics that were read before. */
    public static double sum(String metrics, String series) {
        return metrics.lines().filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    /** A number of the kernel's on this process, as /proc/PID/status has it: sizes are in KiB. */
    public double status(String name) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(pid()), "status")).lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", ""))).findFirst().orElseThrow();
    }

    /** CPU seconds of the process in user and kernel mode. */
    public double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    }

    /** The stamps of its log's lines that hold these words, in order. */
    public List<LocalTime> told(String words) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(words)).map(line -> LocalTime.parse(line.substring(0, STAMP)))
                    .sorted().toList();
        }
    }

    /** As kill -9 does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As Kubernetes does: SIGTERM, and kill -9 for who takes too long; true when it ended by itself. */
    public boolean terminate(Duration patience) throws InterruptedException {
        process.destroy();
        boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        kill();
        return ended;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
