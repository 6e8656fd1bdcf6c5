package dev.vigil.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.detection.Assessment;
import dev.vigil.detection.CrimeType;
import dev.vigil.detection.Person;
import dev.vigil.detection.Scenes;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People are 0.4 picture heights tall, their feet at y 0.8; the zone reaches from x 0.4 to 0.6 of a 16:9 picture. */
class ZoneJudgeTest {

    private static final float ASPECT = 16 / 9f;
    private static final float TALL = 0.4f;
    private static final Polygon PLACE = PolygonTest.polygon(0.4, 0.6, 0.6, 0.6, 0.6, 1, 0.4, 1);
    private static final Instant FRIDAY_NIGHT = Instant.parse("2026-02-27T23:00:00+02:00");
    private static final Schedule NIGHTS = ScheduleTest.schedule("Africa/Cairo", EnumSet.allOf(DayOfWeek.class),
            "22:00", "06:00");
    /** A second's walk at 0.75 body lengths a second, in fractions of the picture's width. */
    private static final double WALK = 0.75 * TALL / ASPECT;

    private final Scenes scenes = new Scenes();
    private final Random random = new Random(5);
    private ZoneJudge judge = new ZoneJudge(List.of(restricted(Schedule.ALWAYS)));
    private Instant wall = FRIDAY_NIGHT;
    private double now;
    private double rate = 5;
    private double highest;

    @ParameterizedTest
    @ValueSource(doubles = {1, 2.5, 5, 15})
    void trespassingIsSuspectedAfterThreeSecondsAndNearlyCertainAfterEightAtEveryRate(double framesPerSecond) {
        rate = framesPerSecond;
        assertTrue(stands(0.5, 2).confidence() < 50);
        Assessment suspected = stands(0.5, 2.2);
        assertTrue(suspected.confidence() > 50, suspected.toString());
        Assessment certain = stands(0.5, 6);
        assertTrue(certain.confidence() > 80 && certain.confidence() <= 90, certain.toString());
        assertEquals(CrimeType.TRESPASSING, certain.type());
        assertTrue(certain.why().matches("somebody in restricted zone 'dock' for \\d+\\.\\d s"), certain.why());
        assertTrue(certain.box().left() < 0.5 && certain.box().right() > 0.5, certain.box().toString());
    }

    @Test
    void theFormulaIsTheDocumentedOne() {
        assertEquals(45, ZoneEvidence.trespassing(2.5, 0.5), 1e-9);
        assertEquals(50, ZoneEvidence.trespassing(2.93, 0.5), 0.1);
        assertEquals(80, ZoneEvidence.trespassing(7.925, 0.5), 0.1);
        assertEquals(22.5, ZoneEvidence.trespassing(2.5, 0.21), 1e-5);
        assertEquals(0, ZoneEvidence.trespassing(1000, 0.12), 1e-9);
        assertEquals(12.5, ZoneEvidence.loitering(30, 60, 0.5), 1e-9);
        assertEquals(50, ZoneEvidence.loitering(60.0001, 60, 0.5), 1e-3);
        assertEquals(67.5, ZoneEvidence.loitering(120, 60, 0.5), 1e-9);
        assertEquals(80, ZoneEvidence.loitering(228.4, 60, 0.5), 0.1);
    }

    @Test
    void nobodyInTheZoneIsCalmAndSaysSoWithoutMakingWords() {
        Assessment outside = stands(0.2, 10);
        assertEquals(0, outside.confidence());
        assertEquals("zones are clear", outside.why());
        assertNull(outside.box());
    }

    @Test
    void crossingACornerBrieflyDoesNotFire() {
        for (double x = 0.35; x < 0.45; x += WALK / rate) {
            frame(x, 0.8, 0.5);
        }
        for (double y = 0.8; y > 0.4; y -= 0.75 * TALL / rate) {
            frame(0.45, y, 0.5);
        }
        assertTrue(highest > 0 && highest < 50, "at most " + highest);
    }

    @Test
    void walkingAlongTheEdgeDoesNotFire() {
        for (double y = 0.65; y < 1; y += 0.1 * TALL / rate) {
            frame(0.4 + jitter(), y, 0.5);
        }
        assertEquals(0, highest);
    }

    @Test
    void leavingForAShortTimeDoesNotReset() {
        stands(0.5, 5);
        double before = stands(0.5, 1).confidence();
        stands(0.36, 2);
        assertTrue(stands(0.5, 1).confidence() > before);
    }

    @Test
    void leavingForLongerEndsTheStayAndItsConfidence() {
        stands(0.5, 8);
        assertTrue(stands(0.36, 2.5).confidence() > 50);
        assertEquals(0, stands(0.36, 1).confidence());
        assertTrue(stands(0.5, 1).confidence() < 30);
    }

    @Test
    void missesAndJitterAtTheEdgeDoNotBreakAStay() {
        for (int i = 0; i < 60; i++) {
            if (random.nextInt(4) == 0) {
                empty();
            } else {
                frame(0.43 + jitter(), 0.8, 0.5);
            }
        }
        assertTrue(highest > 80, "at most " + highest);
    }

    @Test
    void whoIsLostInTheZoneAndFoundAgainGoesOnWithTheStay() {
        stands(0.5, 8);
        for (int i = 0; i < 2.6 * rate; i++) {
            empty();
        }
        assertTrue(frame(0.5, 0.8, 0.5).confidence() > 80);
    }

    @Test
    void furnitureNeverFiresHoweverLongItStands() {
        frame(0.5, 0.8, 0.3);
        for (int i = 0; i < 600; i++) {
            frame(0.5, 0.8, 0.18);
        }
        assertTrue(highest < 50, "at most " + highest);
    }

    @Test
    void theFeetAreWhereThePersonIs() {
        judge = new ZoneJudge(List.of(new Zone("above", Zone.Kind.RESTRICTED,
                PolygonTest.polygon(0.4, 0.3, 0.6, 0.3, 0.6, 0.7, 0.4, 0.7), Schedule.ALWAYS, Duration.ZERO)));
        assertEquals(0, stands(0.5, 5).confidence(), "the head is in it, the feet are not");
    }

    @Test
    void whereBothAnklesAreSeenTheyCountAndNotTheBox() {
        for (int i = 0; i < 25; i++) {
            see(scenes.put(ASPECT, person -> {
                draw(person, 0.3, 0.8, 0.5);
                for (int ankle = 15; ankle <= 16; ankle++) {
                    person.keypointX[ankle] = 0.45f;
                    person.keypointY[ankle] = 0.8f;
                    person.keypointScore[ankle] = 0.6f;
                }
            }));
        }
        assertTrue(highest > 50, "at most " + highest);
    }

    @Test
    void aScheduleGoesByTheFramesWallTimeAndTheEvidenceBeginsWithIt() {
        judge = new ZoneJudge(List.of(restricted(NIGHTS)));
        wall = Instant.parse("2026-02-27T21:59:40+02:00");
        assertEquals(0, stands(0.5, 19.9).confidence());
        assertTrue(stands(0.5, 1).confidence() < 30);
        assertTrue(stands(0.5, 8).confidence() > 80);
        wall = Instant.parse("2026-02-28T06:00:00+02:00").minusMillis(Math.round(now * 1000));
        assertEquals(0, stands(0.5, 1).confidence());
    }

    @Test
    void aWallClockThatJumpsDoesNotChangeHowLongSomebodyStayed() {
        stands(0.5, 2);
        wall = wall.plusSeconds(3600);
        assertTrue(stands(0.5, 0.4).confidence() < 50);
    }

    @Test
    void loiteringIsToldOnlyAfterTheBound() {
        judge = new ZoneJudge(List.of(new Zone("cash", Zone.Kind.LOITERING, PLACE, Schedule.ALWAYS,
                Duration.ofSeconds(20))));
        assertTrue(stands(0.5, 19.8).confidence() <= 25);
        Assessment loiters = stands(0.5, 1.4);
        assertTrue(loiters.confidence() > 50, loiters.toString());
        assertEquals(CrimeType.SUSPICIOUS_ACTIVITY, loiters.type());
        assertTrue(stands(0.5, 60).confidence() > 80);
    }

    @Test
    void theZoneWithTheHighestConfidenceIsTold() {
        judge = new ZoneJudge(List.of(new Zone("cash", Zone.Kind.LOITERING, PLACE, Schedule.ALWAYS,
                Duration.ofSeconds(20)), restricted(Schedule.ALWAYS)));
        assertEquals(CrimeType.TRESPASSING, stands(0.5, 4).type());
    }

    @Test
    void aNarrowZoneCanBeEnteredToo() {
        judge = new ZoneJudge(List.of(new Zone("line", Zone.Kind.RESTRICTED,
                PolygonTest.polygon(0.49, 0.6, 0.51, 0.6, 0.51, 1, 0.49, 1), Schedule.ALWAYS, Duration.ZERO)));
        assertTrue(stands(0.5, 5).confidence() > 50);
    }

    @Test
    void resetForgetsTheStay() {
        assertNotNull(stands(0.5, 8).box());
        judge.reset();
        assertEquals(0, stands(0.5, 0.1).confidence());
    }

    private static Zone restricted(Schedule when) {
        return new Zone("dock", Zone.Kind.RESTRICTED, PLACE, when, Duration.ZERO);
    }

    /** Stands at that x for so long. */
    private Assessment stands(double x, double seconds) {
        Assessment last = null;
        for (int i = 0; i < Math.max(1, Math.round(seconds * rate)); i++) {
            last = frame(x, 0.8, 0.5);
        }
        return last;
    }

    private Assessment frame(double x, double y, double score) {
        return see(scenes.put(ASPECT, person -> draw(person, x, y, score)));
    }

    private void empty() {
        see(scenes);
    }

    private Assessment see(Scenes put) {
        Assessment assessment = judge.judge(put.at(now, wall.plusMillis(Math.round(now * 1000))));
        now += 1 / rate;
        highest = Math.max(highest, assessment.confidence());
        return assessment;
    }

    private double jitter() {
        return 0.02 * TALL / ASPECT * random.nextGaussian();
    }

    private static void draw(Person person, double x, double y, double score) {
        person.score = (float) score;
        person.left = (float) (x - 0.15 * TALL / ASPECT);
        person.right = (float) (x + 0.15 * TALL / ASPECT);
        person.top = (float) (y - TALL);
        person.bottom = (float) y;
        Arrays.fill(person.keypointScore, 0);
    }
}
