package dev.vigil.bench.faults;

import dev.vigil.bench.RecordedSite;
import dev.vigil.convert.BrightnessModel;
import dev.vigil.rehearsal.CameraSpec;
import dev.vigil.rehearsal.RehearsalCamera;
import dev.vigil.rehearsal.RehearsalSite;
import dev.vigil.rehearsal.Show;
import dev.vigil.rehearsal.video.Recording;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Shows that no report is lost: the packaged service, a process of its own, is killed with kill -9 at random moments,
 * often in the middle of a delivery, while the back end and the cameras fail in every way that the rehearsal knows;
 * then every decided report is accounted for. Exits with 1 when anything is lost, repeated without a lost answer, out
 * of order, or delivered before the disk had it.
 *
 * <ul>
 * <li><i>many</i>: cheap cameras and {@link BrightnessModel}, which decide reports by the dozen a second; everything
 *     else of the service is as always.
 * <li><i>street</i>: drawn streets with fights before the real model, a few kills.
 * <li><i>full disk</i>: its own small disk fills up and is cleared again, with a kill meanwhile; and is full at the
 *     start, without a kill, since what is decided then would be lost in one, as the service says.
 * </ul>
 *
 * <pre>./mvnw -q package -DskipTests
 * ./mvnw -q test-compile exec:exec -Dexec.classpathScope=test -Dexec.executable=java \
 *     -Dexec.args="-cp %classpath dev.vigil.bench.faults.FaultBench [kills] [reports] [street kills] [minutes] [seed]"</pre>
 */
public final class FaultBench {

    private static final int CAMERAS = 24;
    private static final int DISK_CAMERAS = 12;
    /** In so long there is a fight before each of the drawn streets. */
    private static final Duration A_ROUND = Duration.ofSeconds(130);
    private static final Path FOLDER = Path.of("target", "bench", "faults");

    private final int kills;
    private final int reports;
    private final int streetKills;
    private final Duration most;
    private final long seed;
    private boolean failed;

    private FaultBench(String[] arguments) {
        kills = (int) argument(arguments, 0, 10);
        reports = (int) argument(arguments, 1, 400);
        streetKills = (int) argument(arguments, 2, 2);
        most = Duration.ofMinutes(argument(arguments, 3, 30));
        seed = argument(arguments, 4, 1);
    }

    private static long argument(String[] arguments, int place, long otherwise) {
        return arguments.length > place ? Long.parseLong(arguments[place]) : otherwise;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        FaultBench bench = new FaultBench(arguments);
        bench.run();
        System.exit(bench.failed ? 1 : 0);
    }

    private void run() throws IOException, InterruptedException, SQLException {
        Instant until = Instant.now().plus(most);
        System.out.printf("%d kills and %d reports, %d kills before a street, in at most %d minutes, seed %d%n", kills,
                reports, streetKills, most.toMinutes(), seed);
        Recording flicker = Recording.of(new Flicker(), Flicker.ROUND_SECONDS * 2);
        List<FullDisk.Outcome> disk;
        try (RecordedSite site = new RecordedSite(DISK_CAMERAS, flicker)) {
            disk = new FullDisk(site.backend(), site.cameras(), cheap(), FOLDER.resolve("full-disk-" + seed + "-"
                    + System.currentTimeMillis()), FOLDER.resolve("disk").toAbsolutePath()).run();
        }
        disk.forEach(System.out::println);
        Audit street = street(until);
        Audit many;
        try (RecordedSite site = new RecordedSite(CAMERAS, flicker)) {
            many = new Stage("many", site.backend(), site.cameras(), cheap(), FOLDER,
                    Duration.ofSeconds(40), false, seed).run(kills, reports, until);
        }
        System.out.println("\n| | many | street |\n|---|---|---|");
        row("kills -9", many.kills(), street.kills());
        row("reports decided", many.decided(), street.decided());
        row("of them durable", many.durable(), street.durable());
        row("of them taken by the site", many.arrived(), street.arrived());
        row("tries that came to the site", many.tries(), street.tries());
        mustBeNone("**lost**", many.lost(), street.lost());
        mustBeNone("set aside as refused", many.refused(), street.refused());
        mustBeNone("taken before they were durable", many.neverDurable(), street.neverDurable());
        row("taken twice with one key, the answer having been lost", many.repeated(), street.repeated());
        mustBeNone("taken twice without that cause", many.repeatedWithoutCause(), street.repeatedWithoutCause());
        mustBeNone("same key with another body, or same crime with another key", many.differentlyRepeated(),
                street.differentlyRepeated());
        mustBeNone("out of order for their camera", many.outOfOrder(), street.outOfOrder());
        row("decided so shortly before a kill that the disk had them not", many.cutShort(), street.cutShort());
        row("the oldest of those, ms before the kill", many.oldestCutShort(), street.oldestCutShort());
        row("decision to delivery, middle, ms", many.delay(0.5), street.delay(0.5));
        row("decision to delivery, longest, ms", many.delay(1), street.delay(1));
        row("delivered more than a minute late", many.late(), street.late());
        tell(disk);
        System.out.println(failed ? "FAILED" : "nothing was lost");
    }

    private void tell(List<FullDisk.Outcome> disk) {
        if (disk.isEmpty()) {
            System.out.println("\nfull disk: left out, a small disk cannot be mounted here");
            return;
        }
        System.out.println("\n| disk filled up | decided | that must arrive | taken by the site | stale alerts given up "
                + "| **lost** | told |\n|---|---|---|---|---|---|---|");
        for (FullDisk.Outcome one : disk) {
            failed |= one.lost() != 0 || !one.told();
            System.out.printf("| %s | %d | %d | %d | %d | %d | %s |%n", one.when(), one.decided(), one.due(),
                    one.arrived(), one.givenUp(), one.lost(), one.told() ? "yes" : "NO");
        }
    }

    private void mustBeNone(String words, long many, long street) {
        row(words, many, street);
        failed |= many + street != 0;
    }

    private static void row(String words, long many, long street) {
        System.out.printf(Locale.ROOT, "| %s | %d | %d |%n", words, many, street);
    }

    private Audit street(Instant until) throws IOException, InterruptedException, SQLException {
        List<CameraSpec> specs = List.of(CameraSpec.of("Main Entrance", Show.fight(4, 1), "one", "s3cret-one"),
                CameraSpec.of("Courtyard", Show.fight(40, 2), "two", "s3cret-two"));
        try (RehearsalSite site = RehearsalSite.start(specs, TimeSource.system())) {
            return new Stage("street", site.backend(), site.cameras().stream().map(RehearsalCamera::server).toList(),
                    Map.of("FRAME_SKIP", "3", "VIGIL_CLEAR_AFTER", "3"), FOLDER, A_ROUND, true, seed)
                            .run(streetKills, 0, until);
        }
    }

    private static Map<String, String> cheap() throws IOException {
        return Map.of("VIGIL_MODEL", BrightnessModel.bundle(FOLDER.resolve("brightness")).toString(), "FRAME_SKIP", "1",
                // Pictures that flicker as a whole are what the gate takes for a passing cloud.
                "VIGIL_GATE", "false",
                "VIGIL_CRIME_SUSTAIN", "0.5", "VIGIL_CLEAR_AFTER", "1", "VIGIL_ALARM_ORDER", "backend",
                "VIGIL_INFERENCE_THREADS", "1", "HEARTBEAT_INTERVAL", "5", "CAMERA_REFRESH_INTERVAL", "5");
    }
}
