package dev.vigil.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.stream.Frame;
import dev.vigil.stream.PictureSize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SceneDetectorTest {

    private final Heads heads = Heads.random(3, 2, 64, 112);
    private final Frame frame = new Frame(new PictureSize(448, 256));

    SceneDetectorTest() {
        frame.pictureWidth = 448;
        frame.pictureHeight = 252;
        frame.arrivalNanos = -7;
        frame.captureMillis = 1_772_202_480_000L;
    }

    @Test
    void everyAssessmentCarriesItsFramesTimes() {
        SceneDetector detector = new SceneDetector(new PeopleReader(), List.of(new Says(10, CrimeType.FIGHTING)));
        Assessment assessment = detector.assess(frame, heads, 1);
        assertEquals(-7, assessment.arrivalNanos());
        assertEquals(Instant.parse("2026-02-27T14:28:00Z"), assessment.frameTime());
    }

    @Test
    void allJudgesSeeTheSamePeopleOfTheRightFrameFollowedOnce() {
        Says first = new Says(10, CrimeType.FIGHTING);
        Says second = new Says(20, CrimeType.TRESPASSING);
        SceneDetector detector = new SceneDetector(new PeopleReader(), List.of(first, second));
        People expected = new PoseDecoder().newPeople();
        new PoseDecoder().decode(heads, 1, 448, 252, expected);
        detector.assess(frame, heads, 1);
        assertSame(first.seen.get(0), second.seen.get(0));
        assertEquals(expected.count(), second.people);
        assertEquals(expected.get(0).score, second.firstScore);
        assertTrue(second.tracks > 0 && second.tracks <= expected.count(), second.tracks + " tracks");
        assertEquals(1, second.scene().index());
    }

    @Test
    void theHighestConfidenceCountsWhicheverJudgeSaysIt() {
        assertEquals(CrimeType.TRESPASSING, foremost(new Says(70, CrimeType.FIGHTING),
                new Says(71, CrimeType.TRESPASSING)));
        assertEquals(CrimeType.FIGHTING, foremost(new Says(72, CrimeType.FIGHTING),
                new Says(71, CrimeType.TRESPASSING)));
    }

    @Test
    void ofEqualConfidencesTheGraverCounts() {
        assertEquals(CrimeType.FIGHTING, foremost(new Says(70, CrimeType.SUSPICIOUS_ACTIVITY),
                new Says(70, CrimeType.FIGHTING), new Says(70, CrimeType.TRESPASSING)));
    }

    @Test
    void resetReachesEveryJudgeAndTheTracks() {
        Says first = new Says(10, CrimeType.FIGHTING);
        Says second = new Says(20, CrimeType.TRESPASSING);
        SceneDetector detector = new SceneDetector(new PeopleReader(), List.of(first, second));
        detector.assess(frame, heads, 0);
        detector.reset();
        assertEquals(1, first.resets);
        assertEquals(1, second.resets);
        assertEquals(0, second.scene().tracks().count());
    }

    @Test
    void aSceneWithoutJudgesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SceneDetector(new PeopleReader(), List.of()));
    }

    private CrimeType foremost(Judge... judges) {
        return new SceneDetector(new PeopleReader(), List.of(judges)).assess(frame, heads, 0).type();
    }

    /** Always of the same opinion. */
    private static final class Says implements Judge {

        private final double confidence;
        private final CrimeType type;
        private final List<Scene> seen = new ArrayList<>();
        private int people;
        private float firstScore;
        private int tracks;
        private int resets;

        Says(double confidence, CrimeType type) {
            this.confidence = confidence;
            this.type = type;
        }

        Scene scene() {
            return seen.get(0);
        }

        @Override
        public Assessment judge(Scene scene) {
            seen.add(scene);
            people = scene.people().count();
            firstScore = people == 0 ? 0 : scene.people().get(0).score;
            tracks = scene.tracks().count();
            return scene.assessment(confidence, type, "scripted", null);
        }

        @Override
        public void reset() {
            resets++;
        }
    }
}
