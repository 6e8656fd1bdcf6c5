package dev.vigil.bench.faults;

import dev.vigil.bench.ServiceProcess;
import dev.vigil.bench.Trouble;
import dev.vigil.rehearsal.backend.RehearsalBackend;
import dev.vigil.rehearsal.rtsp.RtspServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A service before a site, killed again and again while back end and cameras fail, and at last left in peace until
 * every report is delivered.
 */
final class Stage {

    private static final long BETWEEN_TROUBLES_MILLIS = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration DRAIN = Duration.ofMinutes(15);
    private static final int MOST_REPORTS = 120;
    private static final int LONGEST_LIFE_MILLIS = 15_000;
    /** What makes a start short: there are hundreds. */
    private static final List<String> JVM = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
            "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote");

    private final String name;
    private final RehearsalBackend backend;
    private final List<RtspServer> cameras;
    private final Map<String, String> settings;
    private final Path folder;
    private final Duration longestWait;
    private final boolean inIncidents;
    private final Random random;
    private final List<Life> lives = new ArrayList<>();

    /**
     * @param folder      for the service's data and logs
     * @param longestWait for reports in one life; killed then all the same
     * @param inIncidents kills only after a report came, where reports are rare
     */
    Stage(String name, RehearsalBackend backend, List<RtspServer> cameras, Map<String, String> settings, Path folder,
            Duration longestWait, boolean inIncidents, long seed) throws IOException {
        this.name = name;
        this.backend = backend;
        this.cameras = cameras;
        this.longestWait = longestWait;
        this.inIncidents = inIncidents;
        this.folder = Files.createTempDirectory(Files.createDirectories(folder), name.replace(' ', '-'));
        this.settings = new HashMap<>(settings);
        this.settings.put("VIGIL_DATA", this.folder.toString());
        random = new Random(seed);
    }

    /**
     * Kills so many times, and once more when so many reports have arrived in all; less often, and before so many have
     * arrived, where the time is up.
     */
    Audit run(int kills, long reports, Instant until) throws IOException, InterruptedException, SQLException {
        List<Thread> troubles = List.of(
                new Thread(new Trouble(cameras, BETWEEN_TROUBLES_MILLIS, random.nextLong()), "camera-trouble"),
                new Thread(new BackEndTrouble(backend, random.nextLong()), "back-end-trouble"));
        for (Thread trouble : troubles) {
            trouble.setDaemon(true);
            trouble.start();
        }
        while (lives.size() < kills && Instant.now().isBefore(until)) {
            live(this::awaitMoment);
        }
        if (arrived() < reports && Instant.now().isBefore(until)) {
            live(service -> awaitReports(reports, until));
        }
        for (Thread trouble : troubles) {
            trouble.interrupt();
            trouble.join();
        }
        drain();
        return new Audit(lives, backend.received());
    }

    private interface Moment {
        void await(ServiceProcess service) throws IOException, InterruptedException;
    }

    private void live(Moment moment) throws IOException, InterruptedException, SQLException {
        Path log = folder.resolve("service-" + lives.size() + ".log");
        try (ServiceProcess service = ServiceProcess.start(backend, JVM, settings, log)) {
            moment.await(service);
            if (!service.alive()) {
                throw new IOException("the service ended by itself, see " + log);
            }
            service.kill();
            ended(log);
        }
        System.out.printf("%s: kill %d, %d reports durable so far, %d of them wait, %d requests received%n", name,
                lives.size(), last().outbox().ever(), last().outbox().waiting().size(), backend.requests());
    }

    /** Some kills fall into the start, some into the arrival of a report at the back end, the others anywhere. */
    private void awaitMoment(ServiceProcess service) throws IOException, InterruptedException {
        if (inIncidents) {
            awaitReports(arrived() + 1, Instant.now().plus(longestWait));
            Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
            return;
        }
        int kind = random.nextInt(20);
        if (kind < 3) {
            Thread.sleep(random.nextInt(4000));
            return;
        }
        service.awaitUp(PATIENCE);
        if (kind < 9) {
            Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
            return;
        }
        int requests = backend.requests() + 1 + random.nextInt(MOST_REPORTS);
        long giveUp = System.nanoTime() + longestWait.toNanos();
        while (backend.requests() < requests && System.nanoTime() < giveUp) {
            Thread.sleep(1);
        }
    }

    private void awaitReports(long reports, Instant until) throws InterruptedException {
        while (arrived() < reports && Instant.now().isBefore(until)) {
            Thread.sleep(1000);
        }
    }

    private long arrived() {
        return new Audit(lives, backend.received()).arrived();
    }

    /** No camera can be seen any more; the back end is well. */
    private void drain() throws IOException, InterruptedException, SQLException {
        cameras.forEach(RtspServer::goAway);
        Path log = folder.resolve("service-last.log");
        try (ServiceProcess service = ServiceProcess.start(backend, JVM, settings, log)) {
            service.awaitUp(PATIENCE);
            long giveUp = System.nanoTime() + DRAIN.toNanos();
            while (pending(service) > 0 && System.nanoTime() < giveUp) {
                Thread.sleep(1000);
            }
            service.terminate(Duration.ofSeconds(30));
            ended(log);
        }
    }

    private static double pending(ServiceProcess service) throws IOException, InterruptedException {
        return service.metrics().lines().filter(line -> line.startsWith("vigil_reports_pending "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).findFirst().orElse(1);
    }

    private void ended(Path log) throws IOException, SQLException {
        long nanos = System.nanoTime();
        Instant now = Instant.now();
        if (Files.exists(folder.resolve("outbox.db.damaged"))) {
            throw new IOException("the outbox's file was found damaged and set aside, see " + folder);
        }
        lives.add(new Life(now, nanos, ServiceLog.of(log), OutboxFile.of(folder.resolve("outbox.db"))));
    }

    private Life last() {
        return lives.get(lives.size() - 1);
    }
}
