package dev.vigil.service;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.deploy.MetricsDocument;
import dev.vigil.rehearsal.CameraSpec;
import dev.vigil.rehearsal.RehearsalSite;
import dev.vigil.rehearsal.Show;
import dev.vigil.rehearsal.Truth;
import dev.vigil.rehearsal.backend.Received;
import dev.vigil.rehearsal.tapo.SirenSounded;
import dev.vigil.rehearsal.tapo.TapoFace;
import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From login to alert stop: the packaged service against a site whose script says what really happened. */
class WholeJobIT {

    private static final double FIGHT_AFTER_SECONDS = 8;

    @Test
    void aFightIsAlertedConfirmedWithItsTimesAndStoppedWhileTheCalmCameraRaisesNothing() throws Exception {
        List<CameraSpec> specs = List.of(
                CameraSpec.of("Main Entrance", Show.fight(FIGHT_AFTER_SECONDS, 1), "entrance", "s3cret-entrance"),
                CameraSpec.of("Loading Bay", Show.empty(4), "bay", "s3cret-bay"));
        try (RehearsalSite site = RehearsalSite.start(specs, TimeSource.system());
                VigilProcess vigil = VigilProcess.against(site.backend(), Map.of("FRAME_SKIP", "3"))) {
            Instant started = Instant.now();
            await("the stop of the alert").atMost(Duration.ofSeconds(120))
                    .until(() -> !reports(site, "/api/model/alert/stop").isEmpty());

            logsInOnceAndBeatsWithBothCameras(site);
            theSirenSoundsAtTheAlertAndFallsSilentAtTheStop(site);
            theCrimeHasTheTimesOfTheScript(site, started);
            theCalmCameraRaisesNothing(site);
            healthAndMetricsTellTheSame(vigil);
            assertEquals(MetricsDocument.documented(), MetricsDocument.scraped(vigil.get("/metrics").body()));
            noSecretIsToldAnywhere(vigil, site);
        }
    }

    private static void logsInOnceAndBeatsWithBothCameras(RehearsalSite site) {
        assertEquals(1, site.backend().received("/api/model/login").size());
        List<Received> beats = site.backend().received("/api/model/heartbeat");
        assertTrue(beats.size() > 20, "heartbeats in more than 30 s: " + beats.size());
        assertEquals("[1,2]", beats.get(beats.size() - 1).body().get("camera_ids").toString());
    }

    private static void theSirenSoundsAtTheAlertAndFallsSilentAtTheStop(RehearsalSite site) {
        TapoFace camera = site.cameras().get(0).tapo().face();
        Received alert = reports(site, "/api/model/alert").get(0);
        assertEquals("suspicious", alert.body().get("alert_type").asText());
        // One decimal goes over the wire: just above 50 may read 50.0.
        assertTrue(alert.body().get("confidence_score").asDouble() >= 50);
        SirenSounded first = camera.diary().stream().filter(SirenSounded::sounds).findFirst().orElseThrow();
        assertTrue(Math.abs(alert.nanos() - first.nanos()) < 1_000_000_000L, "siren and alert together");
        await("the siren's silence").until(() -> !camera.sounds());
        assertTrue(site.cameras().get(1).tapo().face().diary().stream().noneMatch(SirenSounded::sounds));
        assertTrue(site.backend().sirens().isEmpty(), "the first way worked");
    }

    private static void theCrimeHasTheTimesOfTheScript(RehearsalSite site, Instant started) {
        List<Received> crimes = site.backend().received("/api/model/crime");
        assertEquals(1, crimes.size());
        JsonNode crime = crimes.get(0).body();
        Truth.Interval fight = site.cameras().get(0).truth().orElseThrow()
                .between(started, started.plusSeconds(110)).get(0);
        Instant start = Instant.parse(crime.get("start_time").asText());
        Instant end = Instant.parse(crime.get("end_time").asText());

        assertEquals("fighting", crime.get("crime_type").asText());
        assertTrue(crime.get("confidence_score").asDouble() > 80);
        long startError = Duration.between(fight.from(), start).toMillis();
        assertTrue(Math.abs(startError) <= 1000, "the fight began " + fight.from() + ", reported " + start);
        assertTrue(end.isAfter(start) && end.isBefore(fight.to().plusSeconds(1)), "confirmed " + end + ", " + fight);
    }

    private static void theCalmCameraRaisesNothing(RehearsalSite site) {
        for (String path : List.of("/api/model/alert", "/api/model/crime", "/api/model/alert/stop")) {
            assertTrue(reports(site, path).stream().allMatch(report -> report.body().get("camera_id").asInt() == 1));
        }
    }

    private static void healthAndMetricsTellTheSame(VigilProcess vigil) {
        assertEquals(200, vigil.get("/q/health/started").statusCode());
        assertEquals(200, vigil.get("/q/health/live").statusCode());
        assertEquals(200, vigil.get("/q/health/ready").statusCode());
        for (String series : List.of("vigil_frames_inferred_total{camera=\"1\"}",
                "vigil_frames_decoded_total{camera=\"2\"}", "vigil_camera_connected{camera=\"1\"}",
                "vigil_latency_seconds_count{step=\"siren\"}",
                "vigil_siren_commands_total{result=\"answered\",way=\"tapo\"}",
                "vigil_siren_answer_seconds_count{way=\"tapo\"}", "vigil_siren_available{camera=\"1\"}",
                "vigil_latency_seconds_count{step=\"arrival_to_decision\"}",
                "vigil_reports_total{kind=\"crime\",result=\"delivered\"}")) {
            assertTrue(vigil.metric(series) > 0, series);
        }
    }

    private static void noSecretIsToldAnywhere(VigilProcess vigil, RehearsalSite site) {
        String token = site.backend().received("/api/model/heartbeat").get(0).token();
        String all = vigil.output() + vigil.get("/q/health").body() + vigil.get("/metrics").body();
        for (String secret : List.of("s3cret-entrance", "s3cret-bay", site.password(), token,
                site.encryptionKey().substring("base64:".length()))) {
            assertFalse(all.contains(secret), "a secret was told");
        }
    }

    private static List<Received> reports(RehearsalSite site, String path) {
        return site.backend().received(path);
    }
}
