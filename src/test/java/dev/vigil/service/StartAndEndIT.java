package dev.vigil.service;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.rehearsal.CameraSpec;
import dev.vigil.rehearsal.RehearsalSite;
import dev.vigil.rehearsal.Show;
import dev.vigil.rehearsal.backend.Fault;
import dev.vigil.rehearsal.backend.RehearsalBackend;
import dev.vigil.rehearsal.tapo.TapoFace;
import dev.vigil.time.TimeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the packaged service begins and ends. */
class StartAndEndIT {

    @Test
    void aMissingSettingStopsTheStartWithOneLine() throws InterruptedException {
        try (VigilProcess vigil = VigilProcess.start(Map.of("BACKEND_URL", "http://127.0.0.1:1"))) {
            assertEquals(1, vigil.exit(Duration.ofSeconds(60)));
            assertTrue(vigil.said("MODEL_EMAIL is not set: it takes ", "for example MODEL_EMAIL="), vigil.output());
            assertFalse(vigil.said("\tat "), vigil.output());
        }
    }

    @Test
    void aKeyThatIsNoneStopsTheStartWithoutShowingIt() throws InterruptedException {
        try (VigilProcess vigil = VigilProcess.start(Map.of("BACKEND_URL", "http://127.0.0.1:1", "MODEL_EMAIL",
                "model1@system.local", "MODEL_PASSWORD", "p", "MODEL_ENCRYPTION_KEY", "base64:c2hvcnQta2V5"))) {
            assertEquals(1, vigil.exit(Duration.ofSeconds(60)));
            assertTrue(vigil.said("MODEL_ENCRYPTION_KEY "), vigil.output());
            assertFalse(vigil.said("c2hvcnQta2V5") || vigil.said("\tat "), vigil.output());
        }
    }

    @Test
    void aModelThatIsNotThereStopsTheStartWithOneLine() throws InterruptedException {
        try (VigilProcess vigil = VigilProcess.start(Map.of("BACKEND_URL", "http://127.0.0.1:1", "MODEL_EMAIL",
                "model1@system.local", "MODEL_PASSWORD", "p", "MODEL_ENCRYPTION_KEY",
                "0123456789abcdef0123456789abcdef", "VIGIL_MODEL", "models/none"))) {
            assertEquals(1, vigil.exit(Duration.ofSeconds(60)));
            assertTrue(vigil.said("models/none"), vigil.output());
            assertFalse(vigil.said("\tat "), vigil.output());
        }
    }

    @Test
    void wrongCredentialsAreToldInReadinessAndNotTriedAgain() throws Exception {
        try (RehearsalBackend backend = RehearsalBackend.start(0);
                VigilProcess vigil = VigilProcess.against(backend, Map.of("MODEL_PASSWORD", "not-the-password"))) {
            vigil.awaitLine("ERROR", "the assignment could not be fetched");
            await().atMost(Duration.ofSeconds(20)).until(() -> vigil.lines().size() > 0
                    && vigil.get("/q/health/ready").statusCode() == 503);
            Thread.sleep(3000);
            assertEquals(1, backend.received("/api/model/login").size());
            assertTrue(vigil.get("/q/health/ready").body().contains("MODEL_PASSWORD"),
                    vigil.get("/q/health/ready").body());
            assertEquals(200, vigil.get("/q/health/live").statusCode());
            assertFalse(vigil.said("not-the-password"));
        }
    }

    @Test
    void anAddressThatIsNotOnTheWhitelistIsToldWithTheBackEndsWords() throws Exception {
        try (RehearsalBackend backend = RehearsalBackend.start(0)) {
            backend.faults().always("/api/model/login", Fault.notWhitelisted());
            try (VigilProcess vigil = VigilProcess.against(backend, Map.of())) {
                vigil.awaitLine("ERROR", "whitelisted");
                assertEquals(503, vigil.get("/q/health/ready").statusCode());
                assertTrue(vigil.get("/q/health/ready").body().contains("whitelisted"));
            }
        }
    }

    @Test
    void aRehearsalThatBeginsAnewOverTheSameDataKnowsItsCamerasAgain(@TempDir Path data) throws Exception {
        Map<String, String> settings = Map.of("VIGIL_REHEARSAL", "true", "VIGIL_DATA", data.toString());
        try (VigilProcess first = VigilProcess.start(settings)) {
            first.awaitLine("camera 4", "siren cannot be sounded by way of onvif");
            assertTrue(first.said("the certificate of the camera at", "is remembered"), first.output());
            first.terminate(Duration.ofSeconds(30));
        }
        try (VigilProcess again = VigilProcess.start(settings)) {
            for (int camera = 1; camera <= 4; camera++) {
                // Said after the way that is tried before it.
                again.awaitLine("camera " + camera, "siren cannot be sounded by way of onvif");
            }
            assertFalse(again.said("ALARM EVENT") || again.said("is remembered"), again.output());
        }
    }

    @Test
    void aBackEndThatComesUpLaterIsWaitedFor() throws Exception {
        try (RehearsalBackend backend = RehearsalBackend.start(0)) {
            backend.faults().always("/api/model/login", Fault.json(503, "{\"message\":\"down for maintenance\"}"));
            try (VigilProcess vigil = VigilProcess.against(backend, Map.of())) {
                vigil.awaitLine("ERROR", "the assignment could not be fetched");
                backend.faults().clear();
                vigil.awaitLine("assignment: 0 cameras");
                await().atMost(Duration.ofSeconds(20)).until(() -> backend.received("/api/model/heartbeat").stream()
                        .anyMatch(beat -> beat.body().get("camera_ids").isEmpty()));
                await().atMost(Duration.ofSeconds(20)).until(() -> vigil.get("/q/health/ready").statusCode() == 200);
            }
        }
    }

    @Test
    void onSigtermTheSirenIsSilencedTheStopSentAndTheStreamClosedWithinTenSeconds() throws Exception {
        List<CameraSpec> specs = List.of(CameraSpec.of("Main Entrance", Show.fight(4, 1), "entrance", "s3cret"));
        try (RehearsalSite site = RehearsalSite.start(specs, TimeSource.system());
                VigilProcess vigil = VigilProcess.against(site.backend(), Map.of("FRAME_SKIP", "3"))) {
            TapoFace camera = site.cameras().get(0).tapo().face();
            await("the siren").atMost(Duration.ofSeconds(90)).until(camera::sounds);

            int exit = vigil.terminate(Duration.ofSeconds(10));

            assertEquals(143, exit, vigil.output());
            assertFalse(camera.sounds(), "the siren was left on");
            assertEquals(1, site.backend().received("/api/model/alert/stop").size());
            await().atMost(Duration.ofSeconds(5)).until(() -> site.cameras().get(0).server().sessions() == 0);
            assertTrue(vigil.said("CLEARED", "the service stops"), vigil.output());
        }
    }

    @Test
    void aSirenLeftOnAtACameraThatIsNoLongerAssignedIsToldOfInOneLineAndThenForgotten(@TempDir Path data)
            throws Exception {
        Path memory = Files.writeString(data.resolve("sirens.properties"), "sounding.99=tapo\n");
        try (RehearsalBackend backend = RehearsalBackend.start(0);
                VigilProcess vigil = VigilProcess.against(backend, Map.of("VIGIL_DATA", data.toString()))) {
            vigil.awaitLine("ERROR", "camera 99 is no longer assigned", "by way of tapo", "silence it in its app");
            await().atMost(Duration.ofSeconds(20)).until(() -> !Files.readString(memory).contains("sounding.99"));
        }
    }

    @Test
    void aSirenThatAKilledServiceLeftOnIsSilencedByTheNextOneBeforeAnythingElse(@TempDir Path data) throws Exception {
        List<CameraSpec> fight = List.of(CameraSpec.of("Main Entrance", Show.fight(4, 1), "entrance", "s3cret"));
        try (RehearsalSite site = RehearsalSite.start(fight, TimeSource.system())) {
            TapoFace camera = site.cameras().get(0).tapo().face();
            Map<String, String> environment = Map.of("FRAME_SKIP", "3", "VIGIL_DATA", data.toString());
            try (VigilProcess killed = VigilProcess.against(site.backend(), environment)) {
                await("the siren").atMost(Duration.ofSeconds(90)).until(camera::sounds);
                killed.awaitLine("siren sounds by way of tapo");
                await("its memory").until(() -> Files.readString(data.resolve("sirens.properties"))
                        .contains("sounding.1=tapo"));
            }
            assertTrue(camera.sounds(), "a kill leaves no time for silence");
            Map<String, String> deaf = Map.of("VIGIL_DATA", data.toString(), "ALERT_THRESHOLD", "99.9",
                    "CRIME_THRESHOLD", "100");
            try (VigilProcess next = VigilProcess.against(site.backend(), deaf)) {
                await("silence").atMost(Duration.ofSeconds(25)).until(() -> !camera.sounds());
                next.awaitLine("camera 1 'Main Entrance' siren is silent");
            }
        }
    }
}
