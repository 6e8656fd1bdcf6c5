package dev.vigil.watch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.alarm.Siren;
import dev.vigil.alarm.SirenControl;
import dev.vigil.alarm.SirenException;
import dev.vigil.audit.Logs;
import dev.vigil.detection.Assessment;
import dev.vigil.detection.CrimeType;
import dev.vigil.inference.Outputs;
import dev.vigil.stream.Frame;
import dev.vigil.stream.PictureSize;
import dev.vigil.stream.StreamSettings;
import dev.vigil.time.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left in the audit log of a watch whose confidences are a script's. */
class JournalTest {

    @TempDir
    private Path folder;
    private final ManualTime time = new ManualTime();
    private final List<Double> shown = new ArrayList<>();
    private int fightUntil = 18;

    /** @param state what comes of the siren; it is waited for, since the script runs faster than any worker */
    private List<JsonNode> live(Siren siren, SirenControl.State state, int seconds) throws Exception {
        Set<String> reports;
        try (Stage stage = new Stage(folder, StreamSettings.defaults(1), (camera, real) -> new Script(),
                camera -> List.of(siren), time)) {
            stage.watch(List.of(Stage.camera(7, "127.0.0.1", 1, "/", "anna", "s3cret")));
            CameraWatch watch = stage.watch(7);
            Frame frame = new Frame(new PictureSize(2, 2));
            for (int second = 0; second < seconds; second++) {
                for (int i = 0; i < 5; i++) {
                    time.pass(Duration.ofMillis(200));
                    frame.sequence = second;
                    frame.arrivalNanos = time.nanos();
                    frame.captureMillis = time.now().toEpochMilli();
                    watch.onOutputs(frame, null, 0);
                }
                watch.tick();
                if (second == 13) {
                    await().until(() -> watch.siren() == state);
                }
            }
            // So that what the end leaves is there too.
            stage.tower.close();
            await().until(() -> stage.outbox.pending() == 0);
            reports = stage.reports.stream().map(report -> report.key().toString())
                    .collect(Collectors.toSet());
        }
        List<JsonNode> lines = Logs.lines(folder.resolve("audit"));
        assertEquals(reports, of(lines, "incident.").stream().filter(line -> line.at("/fields").has("report"))
                .map(line -> line.at("/fields/report").asText()).collect(Collectors.toSet()));
        assertFalse(lines.toString().contains("s3cret"), "a secret was told");
        return lines;
    }

    private static List<JsonNode> of(List<JsonNode> lines, String kind) {
        return lines.stream().filter(line -> line.get("kind").asText().startsWith(kind)).toList();
    }

    @Test
    void anIncidentLeavesItsDecisionsWhatTheyWereMadeOnAndItsSiren() throws Exception {
        List<JsonNode> lines = live(new Works(), SirenControl.State.SOUNDING, 30);

        assertEquals(List.of("incident.suspected", "incident.confirmed", "incident.cleared"),
                of(lines, "incident.").stream().map(line -> line.get("kind").asText()).toList());
        String incident = of(lines, "incident.").get(0).at("/fields/incident").asText();
        assertTrue(incident.startsWith("7-") && incident.endsWith("-1"), incident);
        of(lines, "incident.").forEach(line -> assertEquals(incident, line.at("/fields/incident").asText()));
        assertEquals("Camera 7", of(lines, "incident.").get(0).at("/fields/name").asText());
        for (JsonNode decision : of(lines, "incident.").subList(0, 2)) {
            assertEquals(50, decision.at("/fields/thresholds/alert").asDouble());
            assertEquals(80, decision.at("/fields/thresholds/crime").asDouble());
            assertEquals(64, decision.at("/fields/model/sha256").asText().length());
        }
        List<String> siren = of(lines, "siren.").stream().map(line -> line.get("kind").asText() + " "
                + line.at("/fields/way").asText() + " " + line.at("/fields/result").asText()).distinct().toList();
        // A siren that sounds is told so again every so often.
        assertEquals(List.of("siren.sound works answered", "siren.silence works answered"), siren);
        assertEquals(incident, of(lines, "siren.").get(0).at("/fields/incident").asText());
        assertEquals(1, of(lines, "camera.watched").size());
        assertEquals("the service stops", of(lines, "camera.released").get(0).at("/fields/reason").asText());
    }

    @Test
    void theTraceHoldsEveryConfidenceOfTheIncidentAndTheTenSecondsBefore() throws Exception {
        List<JsonNode> lines = live(new Works(), SirenControl.State.SOUNDING, 30);
        List<Double> traced = new ArrayList<>();
        for (JsonNode line : of(lines, "incident.")) {
            JsonNode trace = line.at("/fields/trace");
            assertEquals(trace.get("ms").size(), trace.get("percent").size());
            assertTrue(trace.get("ms").get(trace.get("ms").size() - 1).asLong() <= 0, "the decision comes last");
            trace.get("percent").forEach(percent -> traced.add(percent.asDouble()));
        }
        // It begins in the 12th second, so that two seconds of calm are not of it.
        int end = 10 + traced.size();
        assertEquals(shown.subList(10, end), traced);
        assertTrue(traced.size() >= 5 * (10 + 6), traced.size() + " confidences");
    }

    @Test
    void aLongIncidentLosesNoConfidence() throws Exception {
        fightUntil = 300;
        List<JsonNode> lines = live(new Works(), SirenControl.State.SOUNDING, 320);
        assertFalse(of(lines, "incident.lasts").isEmpty());
        int traced = 0;
        for (JsonNode line : of(lines, "incident.")) {
            traced += line.at("/fields/trace/ms").size();
        }
        assertTrue(traced >= 5 * 300, traced + " confidences");
    }

    @Test
    void aSirenThatDoesNotAnswerLeavesWhy() throws Exception {
        List<JsonNode> lines = live(new Fails(), SirenControl.State.FAILING, 14);
        JsonNode attempt = of(lines, "siren.sound").get(0).at("/fields");
        assertEquals("failed", attempt.get("result").asText());
        assertEquals("the wire is cut", attempt.get("why").asText());
    }

    /** A fight from second 12 on. */
    private final class Script extends ScriptedDetector {

        @Override
        public Assessment assess(Frame frame, Outputs outputs, int index) {
            long second = frame.sequence;
            double confidence = second >= 12 && second < fightUntil ? 90 : 5 + shown.size() % 10;
            shown.add(confidence);
            return new Assessment(frame.arrivalNanos, Instant.ofEpochMilli(frame.captureMillis), confidence,
                    CrimeType.FIGHTING, "the script", null);
        }
    }

    private static final class Works implements Siren {

        @Override
        public String way() {
            return "works";
        }

        @Override
        public void sound(Duration duration) {
        }

        @Override
        public void silence() {
        }
    }

    private static final class Fails implements Siren {

        @Override
        public String way() {
            return "fails";
        }

        @Override
        public void sound(Duration duration) throws SirenException {
            throw SirenException.refused("the wire is cut");
        }

        @Override
        public void silence() {
        }
    }
}
