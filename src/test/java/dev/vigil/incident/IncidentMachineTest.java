package dev.vigil.incident;

import static dev.vigil.incident.Scene.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentMachineTest {

    private final Scene scene = new Scene(IncidentRules.defaults(), 5);

    @Test
    void aCalmSceneSaysNothingAndAllocatesNoAnswer() {
        scene.sees(0, 20, 49.9, 50, 3).isBlind(seconds(60));
        assertEquals("", scene.story());
        assertEquals(Phase.CALM, scene.machine.phase());
        assertTrue(scene.machine.current().isEmpty());
        assertSame(scene.machine.onAssessment(scene.assessment(1)), scene.machine.onTick(scene.nanos(), scene.wall()));
    }

    @Test
    void confidenceAboveTheAlertThresholdRaisesSuspicionAtOnce() {
        scene.sees(10, 50.1);
        IncidentEvent.Suspected suspected = scene.only(IncidentEvent.Suspected.class);
        assertEquals(50.1, suspected.cause().confidence());
        assertEquals(1, suspected.incident());
        assertEquals(Phase.SUSPICIOUS, scene.machine.phase());
    }

    @Test
    void suspicionIsRaisedOncePerIncident() {
        scene.sees(60, seconds(30));
        assertEquals("Suspected", scene.story());
    }

    @Test
    void confidenceAboveTheCrimeThresholdAtOnceRaisesSuspicionFirstAndConfirmsAfterTheSustainTime() {
        scene.sees(95, seconds(2));
        assertEquals("Suspected", scene.story());
        scene.sees(95);
        assertEquals("Suspected Confirmed", scene.story());
        assertEquals(Phase.CRIME, scene.machine.phase());
        assertEquals(at(0), scene.only(IncidentEvent.Confirmed.class).startTime());
        assertEquals(at(2), scene.only(IncidentEvent.Confirmed.class).endTime());
    }

    @Test
    void exactlyTheCrimeThresholdIsNotAboveIt() {
        scene.sees(80, seconds(20));
        assertEquals("Suspected", scene.story());
    }

    @Test
    void activityStartedWithTheRunUpThatLedToTheSuspicion() {
        scene.sees(5, seconds(4)).sees(30, seconds(3)).sees(90, seconds(2.2));
        assertEquals(at(4), scene.only(IncidentEvent.Suspected.class).startTime());
        IncidentEvent.Confirmed confirmed = scene.only(IncidentEvent.Confirmed.class);
        assertEquals(at(4), confirmed.startTime());
        assertEquals(at(9), confirmed.endTime());
    }

    @Test
    void activityStartedBeforeTheRunUpByWhatTheJudgeIsLate() {
        scene.believesLate(Duration.ofMillis(1300)).sees(5, seconds(4)).sees(90, seconds(2.2));
        assertEquals(at(2.7), scene.only(IncidentEvent.Suspected.class).startTime());
        IncidentEvent.Confirmed confirmed = scene.only(IncidentEvent.Confirmed.class);
        assertEquals(at(2.7), confirmed.startTime());
        assertEquals(at(6), confirmed.endTime(), "to be late makes no crime sooner");
    }

    @Test
    void aDipUpToASecondDoesNotBreakTheRunUp() {
        scene.sees(30, seconds(1)).sees(5, seconds(0.6)).sees(60);
        assertEquals(at(0), scene.only(IncidentEvent.Suspected.class).startTime());
    }

    @Test
    void aLongerDipOrGapBreaksTheRunUp() {
        scene.sees(30, seconds(1)).sees(5, seconds(1.2)).sees(30).isBlind(seconds(1.2)).sees(30, 60);
        assertEquals(at(3.6), scene.only(IncidentEvent.Suspected.class).startTime());
    }

    @Test
    void theRunUpIsNotLookedBackOnForMoreThanTenSeconds() {
        scene.sees(30, seconds(60)).sees(60);
        assertEquals(at(50), scene.only(IncidentEvent.Suspected.class).startTime());
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 2.5, 3, 5, 10, 15})
    void sustainedMeansTheSameAtEveryFrameRate(double rate) {
        Scene other = new Scene(IncidentRules.defaults(), rate);
        other.sees(90, seconds(4));
        Duration needed = Duration.between(Scene.START, other.only(IncidentEvent.Confirmed.class).endTime());
        assertTrue(needed.toMillis() >= 2000 && needed.toMillis() <= 2000 + 1000 / rate, needed.toString());
    }

    @Test
    void aSingleFrameDipDoesNotUndoWhatWasSustained() {
        scene.sees(90, seconds(1)).sees(60).sees(90, seconds(1));
        assertEquals("Suspected Confirmed", scene.story());
    }

    @Test
    void aGapOfMoreThanASecondStartsTheSustainTimeAgain() {
        scene.sees(90, seconds(1.8)).isBlind(seconds(1.1)).sees(90, seconds(2));
        assertEquals("Suspected", scene.story());
        scene.sees(90);
        assertEquals("Suspected Confirmed", scene.story());
    }

    @Test
    void flickerAroundTheThresholdIsNoCrimeWhenItsMeanIsNotAboveIt() {
        for (int i = 0; i < 100; i++) {
            scene.sees(85, 70);
        }
        assertFalse(scene.story().contains("Confirmed"), scene.story());
    }

    @Test
    void fewerThanThreeAssessmentsConfirmNothing() {
        Scene slow = new Scene(IncidentRules.defaults(), 1 / 1.01);
        slow.sees(99, seconds(60));
        assertEquals("Suspected", slow.story());
    }

    @Test
    void theCrimesConfidenceIsTheMeanOfTheConfirmingTime() {
        scene.sees(99, seconds(1)).sees(82, seconds(1.2));
        assertEquals((99 * 5 + 82 * 6) / 11.0, scene.only(IncidentEvent.Confirmed.class).confidence(), 1e-9);
    }

    @Test
    void oneIncidentReportsOneCrimeHoweverLongItLasts() {
        scene.sees(95, seconds(120));
        assertEquals("Suspected Confirmed", scene.story());
    }

    @Test
    void anUpdateNeedsTenPointsAndFiveSecondsSinceTheLastAlert() {
        scene.sees(55, seconds(4)).sees(70, seconds(0.8));
        assertEquals("Suspected", scene.story());
        scene.sees(70, seconds(0.6));
        assertEquals("Suspected Updated", scene.story());
        assertEquals(70, scene.only(IncidentEvent.Updated.class).cause().confidence());
        scene.sees(79, seconds(20));
        assertEquals("Suspected Updated", scene.story());
    }

    @Test
    void updatesFollowTheConfidenceDownButNotBelowTheAlertThreshold() {
        scene.sees(75, seconds(6)).sees(60, seconds(6)).sees(45, seconds(30));
        assertEquals("Suspected Updated", scene.story());
    }

    @Test
    void updatesGoOnAfterTheConfirmation() {
        scene.sees(95, seconds(6)).sees(70, seconds(1));
        assertEquals("Suspected Confirmed Updated", scene.story());
    }

    @Test
    void clearsAfterTenSecondsBelowTheThresholdLessTheHysteresis() {
        scene.sees(60).sees(39.9, seconds(9.8));
        assertEquals("Suspected", scene.story());
        scene.sees(39.9);
        IncidentEvent.Cleared cleared = scene.only(IncidentEvent.Cleared.class);
        assertEquals(ClearReason.CALM, cleared.reason());
        assertEquals(at(10), cleared.time());
        assertFalse(cleared.confirmed());
        assertEquals(Phase.CALM, scene.machine.phase());
    }

    @Test
    void withinTheHysteresisTheIncidentStaysOpen() {
        scene.sees(60).sees(40, seconds(60));
        assertEquals("Suspected", scene.story());
    }

    @Test
    void aFlareUpStartsTheTenSecondsAgainInTheSameIncident() {
        scene.sees(60).sees(5, seconds(9)).sees(60).sees(5, seconds(9)).sees(60);
        assertEquals("Suspected", scene.story());
    }

    @Test
    void clearsAsBlindWhenNothingWasSeenForTenSeconds() {
        scene.sees(90).isBlind(seconds(9));
        assertEquals("Suspected", scene.story());
        scene.isBlind(seconds(2));
        assertEquals(ClearReason.BLIND, scene.only(IncidentEvent.Cleared.class).reason());
    }

    @Test
    void calmAndBlindTimeAddUpAndTheLongerGivesTheReason() {
        scene.sees(60).sees(5, seconds(7)).isBlind(seconds(4));
        assertEquals(ClearReason.CALM, scene.only(IncidentEvent.Cleared.class).reason());
    }

    @Test
    void aNewIncidentFollowsOnlyAfterTheOldOneCleared() {
        scene.sees(95, seconds(3)).sees(30, seconds(10)).sees(95, seconds(3));
        assertEquals("Suspected Confirmed Cleared Suspected Confirmed", scene.story());
        IncidentEvent.Cleared cleared = scene.only(IncidentEvent.Cleared.class);
        assertTrue(cleared.confirmed());
        IncidentEvent.Suspected second = (IncidentEvent.Suspected) scene.events.get(3);
        assertEquals(2, second.incident());
        assertFalse(second.startTime().isBefore(cleared.time()), "the second began in the first");
    }

    @Test
    void endingAnOpenIncidentClearsItAndEndingACalmOneSaysNothing() {
        scene.ends(ClearReason.SHUTDOWN).sees(60).ends(ClearReason.CAMERA_REMOVED).ends(ClearReason.SHUTDOWN);
        assertEquals("Suspected Cleared", scene.story());
        assertEquals(ClearReason.CAMERA_REMOVED, scene.only(IncidentEvent.Cleared.class).reason());
    }

    @Test
    void aClockSetBackInMidIncidentGivesBothTimesOnTheNewClockAsFarApartAsTheyReallyWere() {
        scene.sees(90, seconds(1)).clockJumps(Duration.ofHours(-1)).sees(90, seconds(1.2));
        IncidentEvent.Confirmed confirmed = scene.only(IncidentEvent.Confirmed.class);
        assertEquals(at(-3600), confirmed.startTime());
        assertEquals(at(-3598), confirmed.endTime());
    }

    @Test
    void aClockSetForwardInMidIncidentMakesNoCrimeOfAnHour() {
        scene.sees(90, seconds(1)).clockJumps(Duration.ofHours(1)).sees(90, seconds(1.2));
        IncidentEvent.Confirmed confirmed = scene.only(IncidentEvent.Confirmed.class);
        assertEquals(at(3600), confirmed.startTime());
        assertEquals(at(3602), confirmed.endTime());
    }

    @Test
    void aClockSetBackDuringTheRunUpGivesAStartOnTheNewClock() {
        scene.sees(30, seconds(2)).clockJumps(Duration.ofHours(-1)).sees(90, seconds(2.2));
        IncidentEvent.Confirmed confirmed = scene.only(IncidentEvent.Confirmed.class);
        assertEquals(at(-3600), confirmed.startTime());
        assertEquals(at(-3596), confirmed.endTime());
    }

    @Test
    void ignoresAnAssessmentOlderThanTheLastAndOneThatIsNoNumber() {
        var late = scene.assessment(99);
        scene.sees(10, 10, Double.NaN);
        assertEquals(List.of(), scene.machine.onAssessment(late));
        assertEquals("", scene.story());
    }

    @Test
    void tellsTheConsoleAboutTheOpenIncident() {
        scene.sees(30, 90, 60);
        Incident incident = scene.machine.current().orElseThrow();
        assertEquals(1, incident.number());
        assertEquals(Phase.SUSPICIOUS, incident.phase());
        assertEquals(at(0), incident.startTime());
        assertEquals(90, incident.peak());
        assertEquals(60, incident.latest().confidence());
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
