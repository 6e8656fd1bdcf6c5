package dev.vigil.incident;

import static dev.vigil.detection.CrimeType.FIGHTING;
import static dev.vigil.detection.CrimeType.ROBBERY;
import static dev.vigil.detection.CrimeType.SUSPICIOUS_ACTIVITY;
import static dev.vigil.detection.CrimeType.TRESPASSING;
import static dev.vigil.incident.Scene.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which crime an incident is about when its assessments are about several. */
class IncidentTypeTest {

    private final Scene scene = new Scene(IncidentRules.defaults(), 5);

    @Test
    void aFightThatTakesOverFromSuspiciousActivityIsConfirmedAsAFight() {
        scene.about(SUSPICIOUS_ACTIVITY).sees(70, seconds(20)).about(FIGHTING).sees(95, seconds(2.2));
        assertEquals("Suspected Updated Confirmed", scene.story());
        assertEquals(FIGHTING, scene.only(IncidentEvent.Confirmed.class).type());
        assertEquals(1, scene.only(IncidentEvent.Confirmed.class).incident());
    }

    @Test
    void theTypeIsWhatMostOfTheSustainedConfidenceWasAboutNotItsLastFrame() {
        scene.about(TRESPASSING).sees(85, seconds(1.8)).about(FIGHTING).sees(90, 90);
        assertEquals(TRESPASSING, scene.only(IncidentEvent.Confirmed.class).type());
    }

    @Test
    void twoKindsThatTakeTurnsSustainEachOther() {
        for (int i = 0; i < 6; i++) {
            scene.about(FIGHTING).sees(90).about(TRESPASSING).sees(89);
        }
        assertEquals("Suspected Confirmed", scene.story());
        assertEquals(FIGHTING, scene.only(IncidentEvent.Confirmed.class).type());
    }

    @Test
    void aGraverCrimeAfterTheConfirmationIsConfirmedTooOnceItIsSustainedByItself() {
        scene.about(TRESPASSING).sees(85, seconds(10)).about(FIGHTING).sees(90, seconds(2));
        assertEquals("Suspected Confirmed", scene.story());
        scene.sees(90, seconds(10));
        assertEquals("Suspected Confirmed Confirmed", scene.story());
        IncidentEvent.Confirmed fight = (IncidentEvent.Confirmed) scene.events.get(2);
        assertEquals(FIGHTING, fight.type());
        assertEquals(at(10), fight.startTime());
        assertEquals(at(12), fight.endTime());
        assertEquals(90, fight.confidence(), 1e-9);
    }

    @Test
    void aLesserCrimeAfterTheConfirmationAndASingleFrameOfAGraverOneAreNotReported() {
        scene.about(FIGHTING).sees(90, seconds(4)).about(TRESPASSING).sees(90, seconds(10)).about(ROBBERY).sees(90)
                .about(TRESPASSING).sees(90, seconds(10));
        assertEquals("Suspected Confirmed", scene.story());
    }

    @Test
    void theNextIncidentMayBeALesserCrime() {
        scene.about(FIGHTING).sees(90, seconds(4)).sees(5, seconds(11)).about(TRESPASSING).sees(90, seconds(4));
        assertEquals("Suspected Confirmed Cleared Suspected Confirmed", scene.story());
        assertEquals(TRESPASSING, ((IncidentEvent.Confirmed) scene.events.get(4)).type());
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
