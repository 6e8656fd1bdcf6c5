package dev.vigil.bench.faults;

import dev.vigil.bench.ServiceProcess;
import dev.vigil.rehearsal.backend.Received;
import dev.vigil.rehearsal.backend.RehearsalBackend;
import dev.vigil.rehearsal.rtsp.RtspServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The service on a disk of its own that fills up and is cleared again: what is decided meanwhile must arrive too. */
final class FullDisk {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int REPORTS = 40;

    private final RehearsalBackend backend;
    private final List<RtspServer> cameras;
    private final Map<String, String> settings;
    private final Path log;

    /**
     * @param decided  reports, as the log tells
     * @param arrived  different reports that the site took
     * @param givenUp  alerts of past incidents that were given up to make room, as the service does on a short disk
     * @param told     whether the service said that reports were not durable, and later that they are again
     */
    record Outcome(int decided, long arrived, int givenUp, boolean told) {
    }

    FullDisk(RehearsalBackend backend, List<RtspServer> cameras, Map<String, String> settings, Path log) {
        this.backend = backend;
        this.cameras = cameras;
        this.settings = new HashMap<>(settings);
        this.log = log;
    }

    /** Empty where this machine does not let us mount a small disk. */
    Optional<Outcome> run(Path mountPoint) throws IOException, InterruptedException {
        Files.createDirectories(mountPoint);
        if (!command("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", mountPoint.toString())) {
            return Optional.empty();
        }
        try {
            return Optional.of(fill(mountPoint));
        } finally {
            command("umount", mountPoint.toString());
        }
    }

    private Outcome fill(Path disk) throws IOException, InterruptedException {
        settings.put("VIGIL_DATA", disk.toString());
        try (ServiceProcess service = ServiceProcess.start(backend, List.of("-Xmx512m"), settings, log)) {
            service.awaitUp(PATIENCE);
            awaitReports(REPORTS);
            Path filler = disk.resolve("filler");
            fillUp(filler);
            boolean toldFull = awaitMetric(service, "vigil_outbox_durable", 0);
            awaitReports(arrived() + REPORTS);
            Files.delete(filler);
            boolean toldWell = awaitMetric(service, "vigil_outbox_durable", 1);
            awaitReports(arrived() + REPORTS);
            cameras.forEach(RtspServer::goAway);
            awaitMetric(service, "vigil_reports_pending", 0);
            service.terminate(Duration.ofSeconds(30));
            ServiceLog said = ServiceLog.of(log);
            return new Outcome(said.decided().size(), arrived(), said.givenUp(), toldFull && toldWell);
        }
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
        return backend.received().stream().filter(one -> one.path().startsWith("/api/model/alert")
                || one.path().equals("/api/model/crime")).filter(one -> one.outcome() != Received.Outcome.NOT_DONE)
                .map(Received::key).distinct().count();
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
