package dev.vigil.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.rehearsal.CameraSpec;
import dev.vigil.rehearsal.RehearsalSite;
import dev.vigil.rehearsal.Show;
import dev.vigil.rehearsal.backend.Fault;
import dev.vigil.rehearsal.backend.RehearsalBackend;
import dev.vigil.time.TimeSource;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service is started while nothing listens at the back end's address. */
class BackEndAwayIT {

    private static final String HEARTBEAT = "/api/model/heartbeat";
    private static final String LOGIN = "/api/model/login";
    private static final List<CameraSpec> CAMERAS =
            List.of(CameraSpec.of("Main Entrance", Show.empty(1), "entrance", "s3cret-pw"));

    /** Of a start on a machine that others use. */
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    @TempDir
    private Path data;

    private Map<String, String> cached() {
        return Map.of("VIGIL_DATA", data.toString(), "VIGIL_ASSIGNMENT_CACHE", "true");
    }

    @Test
    void camerasAreWatchedFromTheCacheUntilTheBackEndComesAndIsToldOfThem() throws Exception {
        try (RehearsalSite site = RehearsalSite.start(CAMERAS, TimeSource.system())) {
            learnTheAssignment(site);
            nothingSecretIsReadableInTheStateFolder(site);
            site.backend().close();
            try (VigilProcess vigil = VigilProcess.against(site.backend(), cached())) {
                vigil.awaitLine(PATIENCE, "watching begins with the assignment kept on disk, 1 cameras, fetched ");
                await("pictures").atMost(PATIENCE)
                        .until(() -> vigil.metric("vigil_frames_decoded_total{camera=\"1\"}") > 0);
                String health = vigil.get("/q/health/ready").body();
                assertTrue(health.contains("kept on disk, fetched "), health);
                try (RehearsalBackend back = RehearsalBackend.start(port(site))) {
                    back.assign(site.listed());
                    await("a heartbeat").atMost(PATIENCE).until(() -> back.received(HEARTBEAT).stream()
                            .anyMatch(beat -> beat.body().get("camera_ids").toString().equals("[1]")));
                    vigil.awaitLine(PATIENCE, "assignment: 1 cameras, 0 added, 0 removed, 0 changed, 0 unusable");
                    await("readiness").atMost(PATIENCE)
                            .until(() -> vigil.get("/q/health/ready").statusCode() == 200);
                    assertTrue(vigil.get("/q/health/ready").body().contains("back end, fetched "));
                }
            }
        }
    }

    @Test
    void aBackEndThatTakesCallsAndSaysNothingKeepsNoCameraWaitingAndMayStillRefuseUs() throws Exception {
        try (RehearsalSite site = RehearsalSite.start(CAMERAS, TimeSource.system())) {
            learnTheAssignment(site);
            site.backend().faults().always(LOGIN, Fault.hang());
            try (VigilProcess vigil = VigilProcess.against(site.backend(), cached())) {
                vigil.awaitLine(PATIENCE, "the back end has not answered yet: watching begins with the assignment kept");
                assertFalse(vigil.said("could not be fetched"), "it was waited for to the end: " + vigil.output());
                await("pictures").atMost(PATIENCE)
                        .until(() -> vigil.metric("vigil_frames_decoded_total{camera=\"1\"}") > 0);
                site.backend().faults().always(LOGIN, Fault.notWhitelisted());
                vigil.awaitLine(PATIENCE, "what was watched by the assignment kept on disk is given up");
            }
        }
    }

    @Test
    void whatTheBackEndRefusesIsNeitherTakenFromTheCacheNorWatchedOnFromIt() throws Exception {
        try (RehearsalSite site = RehearsalSite.start(CAMERAS, TimeSource.system())) {
            learnTheAssignment(site);
            site.backend().faults().always(LOGIN, Fault.notWhitelisted());
            try (VigilProcess vigil = VigilProcess.against(site.backend(), cached())) {
                vigil.awaitLine(PATIENCE, "ERROR", "the assignment could not be fetched", "whitelisted");
                Thread.sleep(2000);
                assertFalse(vigil.said("kept on disk"), vigil.output());
                assertFalse(vigil.said("is watched at"), vigil.output());
            }
            site.backend().close();
            try (VigilProcess vigil = VigilProcess.against(site.backend(), cached())) {
                vigil.awaitLine(PATIENCE, "watching begins with the assignment kept on disk");
                try (RehearsalBackend back = RehearsalBackend.start(port(site))) {
                    back.faults().always(LOGIN, Fault.notWhitelisted());
                    vigil.awaitLine(PATIENCE, "what was watched by the assignment kept on disk is given up");
                    vigil.awaitLine(PATIENCE, "is no longer watched");
                    back.faults().clear();
                }
            }
        }
    }

    @Test
    void withoutACacheTheBackEndIsWaitedFor() throws Exception {
        try (RehearsalSite site = RehearsalSite.start(CAMERAS, TimeSource.system())) {
            site.backend().close();
            try (VigilProcess vigil = VigilProcess.against(site.backend(), Map.of("VIGIL_DATA", data.toString()))) {
                vigil.awaitLine(PATIENCE, "ERROR", "the assignment could not be fetched", "no connection");
                try (RehearsalBackend back = RehearsalBackend.start(port(site))) {
                    back.assign(site.listed());
                    vigil.awaitLine(PATIENCE, "assignment: 1 cameras, 1 added");
                    await("a heartbeat").atMost(PATIENCE)
                            .until(() -> !back.received(HEARTBEAT).isEmpty());
                }
                assertFalse(Files.exists(data.resolve("assignment.sealed")), "nobody asked for a cache");
            }
        }
    }

    private void learnTheAssignment(RehearsalSite site) throws Exception {
        try (VigilProcess vigil = VigilProcess.against(site.backend(), cached())) {
            vigil.awaitLine(PATIENCE, "assignment: 1 cameras, 1 added");
            await("the cache").atMost(PATIENCE)
                    .until(() -> Files.exists(data.resolve("assignment.sealed")));
            vigil.kill();
        }
    }

    private void nothingSecretIsReadableInTheStateFolder(RehearsalSite site) throws Exception {
        String port = ":" + site.cameras().get(0).port() + site.cameras().get(0).path();
        try (var files = Files.walk(data)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertTrue(all.size() >= 2, all.toString());
            for (Path file : all) {
                String bytes = Files.readString(file, ISO_8859_1);
                for (String secret : List.of("s3cret-pw", "rtsp://", port, site.password(), site.email())) {
                    assertFalse(bytes.contains(secret), file + " holds " + secret);
                }
            }
        }
    }

    private static int port(RehearsalSite site) {
        return URI.create(site.url()).getPort();
    }
}
