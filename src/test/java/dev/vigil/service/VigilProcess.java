package dev.vigil.service;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.rehearsal.backend.RehearsalBackend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Vigil as it is packaged, in a process of its own, with what it logs and how it answers. */
final class VigilProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private final HttpClient http = HttpClient.newHttpClient();

    private VigilProcess(Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"),
                "-Dquarkus.http.port=0", "-Dquarkus.http.host=127.0.0.1", "-jar", JAR.toString())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("VIGIL_") || name.startsWith("MODEL_"));
        builder.environment().put("VIGIL_DATA", data().toString());
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
        reader = new Thread(this::read, "vigil-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** A fresh folder for each process, unless the test gives one. */
    private static Path data() {
        try {
            return Files.createTempDirectory(Path.of("target"), "vigil-data");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    static VigilProcess start(Map<String, String> environment) {
        return new VigilProcess(environment);
    }

    /** Against this back end, asking for the assignment every second. */
    static VigilProcess against(RehearsalBackend backend, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of("BACKEND_URL", backend.url(), "MODEL_EMAIL",
                backend.email(), "MODEL_PASSWORD", backend.password(), "MODEL_ENCRYPTION_KEY",
                backend.encryptionKey(), "HEARTBEAT_INTERVAL", "1", "CAMERA_REFRESH_INTERVAL", "1"));
        environment.putAll(more);
        return new VigilProcess(environment);
    }

    private void read() {
        try (BufferedReader output = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException ended) {
            lines.add("output ended: " + ended.getMessage());
        }
    }

    List<String> lines() {
        return lines;
    }

    String output() {
        return String.join("\n", lines);
    }

    /** The first line that holds all the words, waiting for it at most a minute. */
    String awaitLine(String... words) {
        return awaitLine(Duration.ofSeconds(60), words);
    }

    String awaitLine(Duration patience, String... words) {
        Predicate<String> matches = line -> List.of(words).stream().allMatch(line::contains);
        Awaitility.await("a line with " + List.of(words) + "; the output so far is in the test's log")
                .atMost(patience).pollInterval(Duration.ofMillis(50))
                .conditionEvaluationListener(condition -> {
                    if (condition.getRemainingTimeInMS() <= 0) {
                        System.err.println(output());
                    }
                }).until(() -> lines.stream().anyMatch(matches) || !process.isAlive());
        return lines.stream().filter(matches).findFirst()
                .orElseThrow(() -> new AssertionError("Vigil ended without such a line:\n" + output()));
    }

    boolean said(String... words) {
        return lines.stream().anyMatch(line -> List.of(words).stream().allMatch(line::contains));
    }

    /** Where it listens. */
    String url() {
        Matcher matcher = LISTENING.matcher(awaitLine("Listening on: "));
        assertTrue(matcher.find());
        return matcher.group(1);
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url() + path)).build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException noAnswer) {
            throw new UncheckedIOException(noAnswer);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** A metric's value with exactly these tags, as {@code name{tag="value"}}; 0 where it is not there yet. */
    double metric(String series) {
        return get("/metrics").body().lines().filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1))).findFirst().orElse(0);
    }

    /** Sends SIGTERM, as Kubernetes does; the exit code once it has ended, at most {@code patience} later. */
    int terminate(Duration patience) throws InterruptedException {
        // Not Process.destroy(), which would close the pipe that the last lines come through.
        process.toHandle().destroy();
        return exit(patience);
    }

    int exit(Duration patience) throws InterruptedException {
        assertTrue(process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS), "still running:\n" + output());
        reader.join(5000);
        return process.exitValue();
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        exit(Duration.ofSeconds(10));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
