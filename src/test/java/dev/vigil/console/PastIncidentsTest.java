package dev.vigil.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.alarm.Mutes;
import dev.vigil.audit.AuditEntry;
import dev.vigil.audit.AuditLog;
import dev.vigil.audit.Logs;
import dev.vigil.detection.Assessment;
import dev.vigil.detection.CrimeType;
import dev.vigil.incident.IncidentEvent;
import dev.vigil.time.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console knows after a restart of what happened before, by an audit log on disk. */
class PastIncidentsTest {

    @TempDir
    private Path folder;
    private final ManualTime time = new ManualTime();
    private final IncidentLog incidents = new IncidentLog(new Mutes(time), time);

    private AuditLog open() {
        return Logs.open(folder.resolve("audit"), time);
    }

    private List<IncidentView> recalled() {
        try (AuditLog restarted = open()) {
            incidents.recall(restarted.past());
        }
        return incidents.newest(1000);
    }

    /** An entry as {@code CameraJournal} writes it; {@code CrashIT} reads that one's own. */
    private AuditEntry of(String what, String incident, double confidence) {
        return AuditEntry.of("incident." + what).with("camera", 3L).with("incident", incident)
                .with("at", time.now()).with("confidence", confidence).with("type", "fighting")
                .with("why", "violent motion").with("name", "Gate").with("start", time.now().minusSeconds(2));
    }

    private Instant record(AuditLog log, AuditEntry entry) {
        time.pass(Duration.ofSeconds(5));
        log.record(entry);
        return time.now();
    }

    @Test
    void anIncidentIsToldAsItWasWithoutTheTimesOfItsSteps() {
        Instant suspected;
        Instant confirmed;
        Instant cleared;
        try (AuditLog log = open()) {
            suspected = record(log, of("suspected", "3-a-1", 60));
            record(log, AuditEntry.of("siren.sound").with("camera", 3L).with("incident", "3-a-1").with("way", "onvif")
                    .with("result", "answered").with("ms", 40L));
            record(log, of("updated", "3-a-1", 97));
            confirmed = record(log, of("confirmed", "3-a-1", 92).with("crime", "assault").with("mean", 91.0));
            cleared = record(log, of("cleared", "3-a-1", 0).with("reason", "the scene is calm"));
        }
        assertEquals(List.of(new IncidentView("3-a-1", 3, "Gate", IncidentView.Phase.CLEARED, "assault", 91, 97,
                "violent motion", suspected.minusSeconds(7), suspected, confirmed, cleared, "the scene is calm", null,
                false, "onvif")), recalled());
        assertTrue(incidents.open(3).isEmpty());
    }

    @Test
    void whatACrashCutShortIsOverAndItsEndIsNotKnown() {
        try (AuditLog log = open()) {
            record(log, of("suspected", "3-a-1", 60));
            record(log, AuditEntry.of("service.started"));
            record(log, of("suspected", "3-b-1", 70));
            record(log, of("confirmed", "3-b-1", 92).with("crime", "fighting").with("mean", 91.0));
        }
        List<IncidentView> told = recalled();
        assertEquals(List.of("3-b-1", "3-a-1"), told.stream().map(IncidentView::id).toList());
        for (IncidentView incident : told) {
            assertEquals(IncidentView.Phase.CLEARED, incident.phase());
            assertEquals(PastIncidents.CUT_SHORT, incident.clearedBecause());
            assertNull(incident.clearedAt());
        }
        assertTrue(incidents.open(3).isEmpty());
    }

    @Test
    void newIncidentsComeBeforeThoseOfTheLogAndThatIsReadOnlyAsFarAsItWasThere() {
        try (AuditLog log = open()) {
            record(log, of("suspected", "3-a-1", 60));
        }
        try (AuditLog restarted = open()) {
            record(restarted, of("suspected", "3-b-1", 70));
            incidents.happened(3, "Gate", new IncidentEvent.Suspected(1, time.now(), new Assessment(time.nanos(),
                    time.now(), 70, CrimeType.FIGHTING, "violent motion", null)), null, 0);
            incidents.recall(restarted.past());
        }
        assertEquals(2, incidents.newest(10).size());
        assertEquals(IncidentView.Phase.SUSPICIOUS, incidents.newest(10).get(0).phase());
        assertEquals("3-a-1", incidents.newest(10).get(1).id());
        assertTrue(incidents.open(3).isPresent());
    }

    @Test
    void ofALongLogTheNewestIncidentsAreTold() {
        String trace = "x".repeat(AuditEntry.LONGEST_TEXT);
        try (AuditLog log = open()) {
            for (int i = 1; i <= 3000; i++) {
                record(log, of("suspected", "3-" + i, 60).with("trace", trace));
            }
        }
        List<IncidentView> told = recalled();
        assertEquals(200, told.size());
        assertEquals("3-3000", told.get(0).id());
        assertEquals("3-2801", told.get(199).id());
    }

    @Test
    void aDamagedLogTellsWhatIsWholeAndNoLogTellsNothing() throws IOException {
        assertEquals(List.of(), recalled());
        try (AuditLog log = open()) {
            for (int i = 1; i <= 3; i++) {
                record(log, of("suspected", "3-" + i, 60));
            }
        }
        Path file;
        try (Stream<Path> files = Files.list(folder.resolve("audit"))) {
            file = files.filter(path -> path.toString().endsWith(".jsonl")).findFirst().orElseThrow();
        }
        Files.writeString(file, Files.readString(file).replace("\"incident\":\"3-2\"", "\"incident\":\"3-9\""));
        Files.write(file, new byte[] {0, -1, '\n', '{', '"', 0}, StandardOpenOption.APPEND);
        assertEquals(List.of("3-3", "3-1"), recalled().stream().map(IncidentView::id).toList());
    }
}
