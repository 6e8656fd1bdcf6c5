package dev.vigil.service;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.audit.AuditCheck;
import dev.vigil.audit.AuditSeal;
import dev.vigil.audit.Logs;
import dev.vigil.camera.EncryptionKey;
import dev.vigil.rehearsal.CameraSpec;
import dev.vigil.rehearsal.RehearsalSite;
import dev.vigil.rehearsal.Show;
import dev.vigil.rehearsal.backend.Fault;
import dev.vigil.rehearsal.backend.Received;
import dev.vigil.time.TimeSource;
import io.quarkus.elytron.security.common.BcryptUtil;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service is killed with an incident open and the back end away: nothing that was decided is lost. */
class CrashIT {

    private static final String ALERT = "/api/model/alert";
    private static final String STOP = "/api/model/alert/stop";

    @TempDir
    private Path data;

    @Test
    void anAlertDecidedBeforeAKillIsDeliveredAfterTheRestartOnceAndItsIncidentIsStopped() throws Exception {
        List<CameraSpec> specs = List.of(CameraSpec.of("Main Entrance", Show.fight(4, 1), "entrance", "s3cret"));
        Map<String, String> settings = Map.of("FRAME_SKIP", "3", "VIGIL_DATA", data.toString(),
                "VIGIL_CONSOLE_USERS", "vera:viewer:" + BcryptUtil.bcryptHash("correct-horse", 4));
        try (RehearsalSite site = RehearsalSite.start(specs, TimeSource.system())) {
            site.backend().faults().always(ALERT, Fault.json(503, "{\"message\":\"Server Error\"}"));
            String triedKey;
            try (VigilProcess vigil = VigilProcess.against(site.backend(), settings)) {
                vigil.awaitLine(Duration.ofSeconds(90), "SUSPICION");
                await().atMost(Duration.ofSeconds(20)).until(() -> !site.backend().received(ALERT).isEmpty());
                triedKey = site.backend().received(ALERT).get(0).key();
                vigil.kill();
            }
            site.backend().faults().clear();
            site.backend().assign(List.of());
            int before = site.backend().received(ALERT).size();
            try (VigilProcess vigil = VigilProcess.against(site.backend(), settings)) {
                vigil.awaitLine("camera 1 had an open incident when the service ended");
                await().atMost(Duration.ofSeconds(30)).until(() -> !site.backend().received(STOP).isEmpty());
                theConsoleTellsTheIncidentThatWasCutShort(vigil);
            }
            List<Received> delivered = site.backend().received(ALERT);
            delivered = delivered.subList(before, delivered.size());
            assertEquals(triedKey, delivered.get(0).key());
            assertEquals(1, delivered.stream().filter(alert -> alert.key().equals(triedKey)).count());
            assertTrue(site.backend().received(STOP).get(0).nanos() > delivered.get(delivered.size() - 1).nanos(),
                    "the stop came before the alert");
            theAuditLogHoldsAndTellsIt(triedKey, EncryptionKey.parse(site.encryptionKey()));
        }
    }

    private static void theConsoleTellsTheIncidentThatWasCutShort(VigilProcess vigil) throws IOException {
        try (ApiSession vera = new ApiSession(vigil, "vera", "correct-horse")) {
            await().atMost(Duration.ofSeconds(30)).until(() -> !vera.get("/api/incidents").equals("[]"));
            JsonNode incidents = new ObjectMapper().readTree(vera.get("/api/incidents"));
            assertEquals(1, incidents.size());
            JsonNode incident = incidents.get(0);
            assertEquals("Main Entrance", incident.get("cameraName").asText());
            assertEquals("CLEARED", incident.get("phase").asText());
            assertEquals("the service broke off in the middle of it", incident.get("clearedBecause").asText());
            assertFalse(incident.has("clearedAt") || incident.has("latency"), incident::toString);
        }
    }

    private void theAuditLogHoldsAndTellsIt(String alert, EncryptionKey key) throws IOException {
        AuditCheck.Verdict verdict = AuditCheck.of(data.resolve("audit"), List.of(new AuditSeal(key)),
                Optional.empty());
        assertTrue(verdict.holds(), verdict.words());
        List<JsonNode> lines = Logs.lines(data.resolve("audit"));
        assertEquals(List.of("incident.suspected", "incident.cut-short"), lines.stream()
                .map(line -> line.get("kind").asText())
                .filter(kind -> List.of("incident.suspected", "incident.cut-short").contains(kind)).toList());
        JsonNode suspected = lines.stream().filter(line -> line.get("kind").asText().equals("incident.suspected"))
                .findFirst().orElseThrow().get("fields");
        assertEquals(alert, suspected.get("report").asText());
        assertEquals(64, suspected.at("/model/head-sha256").asText().length());
        assertTrue(suspected.at("/trace/percent").size() > 3, suspected::toString);
        assertFalse(lines.toString().contains("s3cret"), "a secret was told");
    }
}
