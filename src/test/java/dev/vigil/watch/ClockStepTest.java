package dev.vigil.watch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.alarm.Siren;
import dev.vigil.detection.Assessment;
import dev.vigil.detection.CrimeType;
import dev.vigil.inference.Outputs;
import dev.vigil.outbox.Report;
import dev.vigil.outbox.ReportKind;
import dev.vigil.stream.Frame;
import dev.vigil.stream.PictureSize;
import dev.vigil.stream.StreamSettings;
import dev.vigil.time.ManualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One incident through a watch, its siren and the outbox, again and again: NTP sets the wall clock in its midst, and
 * nothing is decided otherwise. The confidences are a script's, so that all lives see the very same.
 */
class ClockStepTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    /** What one life led to: each report with the script's second, the siren's commands, how long the crime took. */
    private record Life(List<String> decisions, List<String> siren, Duration crime) {
    }

    @Test
    void stepsOfTheWallClockInMidIncidentChangeNoDecisionAndNoDuration() throws IOException {
        Life steady = live(Map.of());
        assertEquals(List.of("ALERT", "CRIME", "STOP"), steady.decisions().stream()
                .map(decision -> decision.substring(decision.indexOf(' ') + 1)).toList(), steady::toString);
        assertEquals(List.of("sound", "silence"), steady.siren());
        for (Map<Integer, Duration> steps : List.of(
                // In the run-up, between alert and crime, while it winds down; there and back.
                Map.of(4, HOUR), Map.of(4, HOUR.negated()), Map.of(6, HOUR), Map.of(6, HOUR.negated()),
                Map.of(15, HOUR.negated()), Map.of(5, HOUR, 6, HOUR.negated(), 12, HOUR))) {
            assertEquals(steady, live(steps), () -> "with steps " + steps);
        }
    }

    private Life live(Map<Integer, Duration> steps) throws IOException {
        ManualTime time = new ManualTime();
        HeardSiren siren = new HeardSiren();
        List<String> decisions = new ArrayList<>();
        try (Stage stage = new Stage(folder.resolve("life" + steps.hashCode()), StreamSettings.defaults(1),
                (camera, real) -> new Script(), camera -> List.of(siren), time)) {
            stage.watch(List.of(Stage.camera(1, "127.0.0.1", 1, "/", "", "")));
            CameraWatch watch = stage.watch(1);
            Frame frame = new Frame(new PictureSize(2, 2));
            for (int second = 0; second < 30; second++) {
                time.stepWallClock(steps.getOrDefault(second, Duration.ZERO));
                for (int i = 0; i < 5; i++) {
                    time.pass(Duration.ofMillis(200));
                    frame.sequence = second;
                    frame.arrivalNanos = time.nanos();
                    frame.captureMillis = time.now().toEpochMilli();
                    watch.onOutputs(frame, null, 0);
                }
                watch.tick();
                int told = decisions.size();
                await().until(() -> stage.outbox.pending() == 0);
                for (Report report : stage.reports.subList(told, stage.reports.size())) {
                    decisions.add(second + " " + report.kind());
                }
            }
            await().until(() -> siren.commands.contains("silence"));
            Report crime = stage.reports.stream().filter(report -> report.kind() == ReportKind.CRIME).findFirst()
                    .orElseThrow();
            return new Life(decisions, List.copyOf(siren.commands), duration(crime));
        }
    }

    private static Duration duration(Report crime) throws IOException {
        JsonNode body = JSON.readTree(crime.body());
        return Duration.between(Instant.parse(body.get("start_time").asText()),
                Instant.parse(body.get("end_time").asText()));
    }

    /** Something begins in second 4 and is a fight from second 5 to 10. */
    private static final class Script extends ScriptedDetector {

        @Override
        public Assessment assess(Frame frame, Outputs outputs, int index) {
            long second = frame.sequence;
            double confidence = second == 4 ? 30 : second >= 5 && second <= 10 ? 90 : 5;
            return new Assessment(frame.arrivalNanos, Instant.ofEpochMilli(frame.captureMillis), confidence,
                    CrimeType.FIGHTING, "the script", null);
        }
    }

    private static final class HeardSiren implements Siren {

        final List<String> commands = new CopyOnWriteArrayList<>();

        @Override
        public String way() {
            return "heard";
        }

        @Override
        public void sound(Duration duration) {
            commands.add("sound");
        }

        @Override
        public void silence() {
            commands.add("silence");
        }
    }
}
