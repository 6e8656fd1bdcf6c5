package dev.vigil.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.inference.Engine;
import dev.vigil.inference.ModelBundle;
import dev.vigil.inference.OnnxEngine;
import dev.vigil.rehearsal.SceneFilm;
import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.stream.Frame;
import dev.vigil.stream.Sampling;
import dev.vigil.stream.VideoFileReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed head behind the real model, on scenes it was not trained on, as a camera would deliver them. */
class FightJudgeTest {

    private static final double APPROACH = 2;
    private static final double FIRST_BLOW = APPROACH + 5;

    private static Engine engine;
    private static Detectors detectors;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        ModelBundle bundle = ModelBundle.load(Path.of("models/movenet-multipose"));
        engine = new OnnxEngine(bundle, 1, 1);
        detectors = new Detectors(bundle);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void aDrawnFightIsSuspectedWithinThreeSecondsAndCertainWithinTen(int frameSkip) throws IOException {
        List<Assessment> all = watch(Scene.fight(APPROACH, 31), 18, frameSkip);
        assertTrue(between(all, 0, FIRST_BLOW).stream().allMatch(a -> a.confidence() < 50), lines(all));
        List<Assessment> fight = between(all, FIRST_BLOW, 18);
        assertTrue(between(all, FIRST_BLOW, FIRST_BLOW + 3).stream().anyMatch(a -> a.confidence() > 50), lines(all));
        assertTrue(between(all, FIRST_BLOW, FIRST_BLOW + 10).stream().filter(a -> a.confidence() > 80).count()
                >= 15.0 / frameSkip * 3, lines(all));
        Assessment certain = fight.stream().filter(a -> a.confidence() > 80).findFirst().orElseThrow();
        assertNotNull(certain.box());
        assertTrue(certain.box().left() < certain.box().right() && certain.box().top() < certain.box().bottom());
        assertTrue(certain.why().matches("violent motion, \\d+ samples in \\d\\.\\d s, .+"), certain.why());
        assertEquals(CrimeType.FIGHTING, certain.type());
        Assessment rising = fight.stream().filter(a -> a.confidence() > 25).findFirst().orElseThrow();
        assertEquals(FIRST_BLOW, (rising.arrivalNanos() - rising.lagNanos()) / 1e9, 0.7, lines(all));
    }

    @Test
    void passersAndARunnerStayBelowSuspicion() throws IOException {
        List<Assessment> all = watch(Scene.busy(32), 48, 5);
        assertTrue(all.stream().allMatch(a -> a.confidence() < 50), lines(all));
    }

    @Test
    void talkersAndAHugStayBelowSuspicion() throws IOException {
        List<Assessment> all = watch(Scene.meeting(33), 34, 5);
        assertTrue(all.stream().allMatch(a -> a.confidence() < 50), lines(all));
    }

    @Test
    void itSaysNothingBeforeTheWindowIsLongEnough() throws IOException {
        List<Assessment> all = watch(Scene.busy(32), 2, 3);
        assertTrue(all.stream().limit(7).allMatch(a -> a.confidence() == 0 && a.why().contains("too few")), lines(all));
        assertTrue(all.get(7).confidence() > 0, lines(all));
    }

    /** Every 6th, 3rd, 2nd (of which the window takes every other) and every picture of a camera's 15 a second. */
    @ParameterizedTest
    @ValueSource(ints = {6, 3, 2, 1})
    void aFightAndACalmStreetAreToldApartAtEveryRateFromTwoAndAHalfToFifteenASecond(int frameSkip)
            throws IOException {
        List<Assessment> calm = watch(Scene.busy(32), 3, frameSkip);
        assertTrue(calm.stream().anyMatch(a -> a.confidence() > 0), "the window was never ready");
        assertTrue(calm.stream().allMatch(a -> a.confidence() < 50), lines(calm));
        List<Assessment> fight = watch(Scene.fight(0, 31), 10, frameSkip);
        assertTrue(between(fight, 0, 5).stream().allMatch(a -> a.confidence() < 50), lines(fight));
        assertEquals(95, between(fight, 8, 10).stream().mapToDouble(Assessment::confidence).average().orElse(0), 8,
                lines(fight));
    }

    private List<Assessment> watch(Scene scene, double seconds, int frameSkip) throws IOException {
        Path film = folder.resolve("scene.h264");
        SceneFilm.shoot(scene, seconds, film);
        Detector detector = detectors.with(List.of());
        List<Assessment> all = new ArrayList<>();
        Frame frame = new Frame(engine.bundle().input());
        try (VideoFileReader reader = new VideoFileReader(film, frame.size(), Sampling.everyNth(frameSkip),
                Instant.EPOCH)) {
            while (reader.next(frame)) {
                // The film is raw H.264, which knows no times.
                frame.arrivalNanos = Math.round((frame.sequence - 1) * 1e9 / SceneFilm.RATE);
                engine.input().put(0, frame.pixels(), 0, frame.size().rgbBytes());
                engine.run(1);
                all.add(detector.assess(frame, engine.outputs(), 0));
            }
        }
        return all;
    }

    private static List<Assessment> between(List<Assessment> all, double from, double to) {
        return all.stream().filter(a -> a.arrivalNanos() / 1e9 >= from && a.arrivalNanos() / 1e9 < to).toList();
    }

    private static String lines(List<Assessment> all) {
        StringBuilder lines = new StringBuilder();
        all.forEach(a -> lines.append("%.1f:%.0f ".formatted(a.arrivalNanos() / 1e9, a.confidence())));
        return lines.toString();
    }
}
