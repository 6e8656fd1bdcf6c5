package dev.vigil.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.detection.Assessment;
import dev.vigil.detection.Box;
import dev.vigil.detection.CrimeType;
import dev.vigil.replay.Timeline.About;
import dev.vigil.replay.Timeline.Event;
import dev.vigil.replay.Timeline.Sample;
import dev.vigil.replay.Timeline.Thresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Timelines without video: made-up confidences. */
class TimelineTest {

    private static final Instant START = Instant.parse("2026-03-01T22:00:00Z");
    private static final Thresholds USUAL = new Thresholds(50, 80, 2, 10);

    @TempDir
    Path folder;

    @Test
    void recordedConfidencesReplayToIdenticalIncidents() throws IOException {
        int incidents = 0;
        for (int seed = 0; seed < 40; seed++) {
            IncidentRun live = new IncidentRun(USUAL.rules(), START);
            List<Sample> samples = new ArrayList<>();
            for (Assessment assessment : walk(new Random(seed))) {
                live.accept(assessment);
                samples.add(new Sample(live.seconds(assessment.arrivalNanos()), 1, assessment.confidence(),
                        assessment.type().wire(), assessment.why(), assessment.box(), List.of()));
            }
            Timeline timeline = timeline(samples, live.events());
            Path file = folder.resolve(seed + ".json");
            TimelineFile.write(timeline, file);
            assertEquals(timeline, TimelineFile.read(file).judgedBy(USUAL), "seed " + seed);
            incidents += live.events().size();
        }
        assertTrue(incidents > 200, "only " + incidents + " events: the walks are too calm to prove anything");
    }

    /** Confidences that wander up and down for some minutes, at uneven times, with gaps. */
    private static List<Assessment> walk(Random random) {
        List<Assessment> all = new ArrayList<>();
        long nanos = START.toEpochMilli() * 1_000_000;
        double aim = 0;
        double confidence = 0;
        for (int i = 0; i < 1500; i++) {
            if (i % 40 == 0) {
                aim = random.nextDouble() * 130 - 30;
            }
            confidence = Math.max(0, Math.min(100, confidence + (aim - confidence) * 0.15 + random.nextGaussian() * 4));
            all.add(new Assessment(nanos, Instant.ofEpochMilli(nanos / 1_000_000), confidence, CrimeType.FIGHTING,
                    "walk \"" + i + "\"", i % 3 == 0 ? null : new Box(0.1f, random.nextFloat(), 0.3f, 0.9f)));
            nanos += 150_000_000 + random.nextInt(100_000_001) + (random.nextInt(200) == 0 ? 12_000_000_000L : 0);
        }
        return all;
    }

    @Test
    void lowerThresholdsFindWhatHigherOnesDoNot() {
        Timeline calm = timeline(steady(40, 5), List.of()).judgedBy(USUAL);
        assertTrue(calm.events().isEmpty());
        Timeline tuned = calm.judgedBy(new Thresholds(30, 35, 2, 10));
        assertEquals(List.of("suspected", "confirmed"), tuned.events().stream().map(Event::kind).toList());
        assertEquals(2.0, tuned.events().get(1).t(), 1e-9, "it was sustained for two seconds");
        assertEquals(30, tuned.about().thresholds().alert());
    }

    @Test
    void anIncidentThatIsOpenAtTheEndIsShownAsOpen() {
        Timeline open = timeline(steady(60, 5), List.of()).judgedBy(USUAL);
        assertEquals("suspicious at 0:00.0, not over at the end; highest confidence 60.0 %", Verdict.of(open));
        assertEquals(List.of(new Spans.Span(1, "suspicious", 0, 5)), Spans.of(open));
    }

    @Test
    void aLongTimelineIsThinnedWithoutLosingItsPeak() {
        List<Sample> samples = steady(5, 2000);
        samples.set(7777, new Sample(samples.get(7777).t(), 1, 99.5, "fighting", "flash", null, List.of()));
        String chart = Chart.of(timeline(samples, List.of()));
        assertTrue(chart.contains("99.5 %  flash"), "the peak is there");
        assertTrue(chart.length() < 400_000, "it has " + chart.length() + " characters");
    }

    @Test
    void aPageOfAnEmptyTimelineIsAPage() {
        String page = Page.of(timeline(List.of(), List.of()), List.of());
        assertTrue(page.contains("no picture was looked at"));
        assertFalse(page.contains("NaN"));
    }

    @Test
    void aFileThatIsNoTimelineSaysSoInOneLine() throws IOException {
        for (String text : List.of("", "[]", "{\"about\":1}", "not JSON\nat all", "{\"samples\":[]}")) {
            Path file = Files.writeString(folder.resolve("bad.json"), text);
            String message = assertThrows(IOException.class, () -> TimelineFile.read(file), text).getMessage();
            assertTrue(message.startsWith(file + ": is no timeline"), message);
            assertFalse(message.contains("\n"), message);
        }
    }

    private static List<Sample> steady(double confidence, double seconds) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i <= seconds * 5; i++) {
            samples.add(new Sample(i / 5.0, 1 + 5 * i, confidence, "fighting", "steady", null, List.of()));
        }
        return samples;
    }

    private static Timeline timeline(List<Sample> samples, List<Event> events) {
        double seconds = samples.isEmpty() ? 0 : samples.get(samples.size() - 1).t();
        return new Timeline(new About("made-up.mp4", "00", START, seconds, 25, "1 picture in 5", "none", "00",
                "nobody", 0, USUAL), samples, events);
    }
}
