package dev.vigil.bench.faults;

import dev.vigil.bench.ServiceProcess;
import dev.vigil.rehearsal.backend.Received;
import dev.vigil.rehearsal.backend.RehearsalBackend;
import dev.vigil.rehearsal.rtsp.RtspServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The service on a small disk of its own that something else fills up: while it runs, with the back end away and a
 * kill -9 in the middle, and again before it begins. What is decided meanwhile must arrive too.
 */
final class FullDisk {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration AWAY = Duration.ofSeconds(10);
    private static final int REPORTS = 40;
    private static final List<String> JVM = List.of("-Xmx512m");

    private final RehearsalBackend backend;
    private final List<RtspServer> cameras;
    private final Map<String, String> settings;
    private final Path log;
    private final Path disk;

    /**
     * @param decided reports, as the log tells
     * @param due     those that must arrive: that the disk took, or all of them where nothing was killed
     * @param arrived different reports that the site took, those among them that were delivered from memory
     * @param givenUp alerts of past incidents that were given up to make room, as the service does on a short disk
     * @param waited  those of {@code due} that waited on the disk at a kill or at the end and never arrived
     * @param told    whether the service said that the disk is full, or that reports are not durable and later that
     *                they are again
     */
    record Outcome(String when, int decided, long due, long arrived, int givenUp, long waited, boolean told) {

        /** Of those that must arrive; what went out from memory makes up for none of those seen on the disk. */
        long lost() {
            return Math.max(0, Math.max(waited, due - arrived) - givenUp);
        }
    }

    /** @param log the beginning of the service's logs' names */
    FullDisk(RehearsalBackend backend, List<RtspServer> cameras, Map<String, String> settings, Path log, Path disk) {
        this.backend = backend;
        this.cameras = cameras;
        this.settings = new HashMap<>(settings);
        this.log = log;
        this.disk = disk;
    }

    /** Empty where this machine does not let us mount a small disk. */
    List<Outcome> run() throws IOException, InterruptedException, SQLException {
        Files.createDirectories(disk);
        if (!command("mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", disk.toString())) {
            return List.of();
        }
        try {
            return List.of(whileItRuns(), beforeItBegins());
        } finally {
            command("umount", disk.toString());
        }
    }

    /** Room was set aside: reports stay durable, which the kill shows. */
    private Outcome whileItRuns() throws IOException, InterruptedException, SQLException {
        settings.put("VIGIL_DATA", disk.resolve("running").toString());
        Path filler = disk.resolve("filler");
        boolean told;
        Path first = log("filled-1");
        try (ServiceProcess service = ServiceProcess.start(backend, JVM, settings, first)) {
            service.awaitUp(PATIENCE);
            awaitReports(REPORTS);
            fillUp(filler);
            awaitReports(arrived() + REPORTS);
            told = Files.readString(first).contains("the disk is short");
            backend.goAway();
            Thread.sleep(AWAY.toMillis());
            service.kill();
        }
        Set<String> waited = waiting();
        Path second = log("filled-2");
        try (ServiceProcess service = ServiceProcess.start(backend, JVM, settings, second)) {
            service.awaitUp(PATIENCE);
            Thread.sleep(AWAY.toMillis());
            backend.comeBack();
            awaitReports(arrived() + REPORTS);
            Files.delete(filler);
            finish(service);
        }
        return outcome("while it runs, and a kill -9", 0, waited, told, first, second);
    }

    /** Not even a file can be made: what is decided is delivered from memory. */
    private Outcome beforeItBegins() throws IOException, InterruptedException, SQLException {
        settings.put("VIGIL_DATA", disk.resolve("full").toString());
        for (RtspServer camera : cameras) {
            camera.comeBack();
        }
        Path filler = disk.resolve("filler");
        fillUp(filler);
        long before = arrived();
        Path only = log("full");
        boolean told;
        try (ServiceProcess service = ServiceProcess.start(backend, JVM, settings, only)) {
            service.awaitUp(PATIENCE);
            told = awaitMetric(service, "vigil_outbox_durable", 0);
            awaitReports(arrived() + REPORTS);
            Files.delete(filler);
            told &= awaitMetric(service, "vigil_outbox_durable", 1);
            finish(service);
        }
        Outcome seen = outcome("before it begins", before, Set.of(), told, only);
        // What was delivered from memory never came to the disk: all that was decided must arrive.
        return new Outcome(seen.when(), seen.decided(), seen.decided(), seen.arrived(), seen.givenUp(), seen.waited(),
                seen.told());
    }

    private void finish(ServiceProcess service) throws IOException, InterruptedException {
        awaitReports(arrived() + REPORTS);
        cameras.forEach(RtspServer::goAway);
        awaitMetric(service, "vigil_reports_pending", 0);
        service.terminate(Duration.ofSeconds(30));
    }

    private Outcome outcome(String when, long before, Set<String> waited, boolean told, Path... logs)
            throws IOException, SQLException {
        int decided = 0;
        int givenUp = 0;
        for (Path one : logs) {
            ServiceLog said = ServiceLog.of(one);
            decided += said.decided().size();
            givenUp += said.givenUp();
        }
        Set<String> missing = new HashSet<>(waited);
        missing.addAll(waiting());
        missing.removeAll(keys());
        return new Outcome(when, decided, outbox().ever(), keys().size() - before, givenUp, missing.size(), told);
    }

    private OutboxFile outbox() throws IOException, SQLException {
        return OutboxFile.of(Path.of(settings.get("VIGIL_DATA"), "outbox.db"));
    }

    /** What the disk has and the site has not. */
    private Set<String> waiting() throws IOException, SQLException {
        return outbox().waiting().stream().map(OutboxFile.Waiting::key).collect(Collectors.toSet());
    }

    private Path log(String which) {
        return log.resolveSibling(log.getFileName() + "-" + which + ".log");
    }

    private static void fillUp(Path filler) {
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            System.out.println("full disk: " + full.getMessage());
        }
    }

    private long arrived() {
        return keys().size();
    }

    /** Of the reports that the site took. */
    private Set<String> keys() {
        return backend.received().stream().filter(one -> one.path().startsWith("/api/model/alert")
                || one.path().equals("/api/model/crime")).filter(one -> one.outcome() != Received.Outcome.NOT_DONE)
                .map(Received::key).collect(Collectors.toSet());
    }

    private void awaitReports(long count) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (arrived() < count) {
            if (System.nanoTime() > giveUp) {
                throw new IOException("no report arrives any more, see " + log);
            }
            Thread.sleep(200);
        }
    }

    private static boolean awaitMetric(ServiceProcess service, String name, double value)
            throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < giveUp) {
            if (service.metrics().lines().anyMatch(line -> line.startsWith(name + " ")
                    && Double.parseDouble(line.substring(name.length())) == value)) {
                return true;
            }
            Thread.sleep(200);
        }
        return false;
    }

    private static boolean command(String... words) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(words).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
