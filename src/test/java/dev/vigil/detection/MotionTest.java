package dev.vigil.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.detection.Figures.Figure;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MotionTest {

    @Test
    void aBodyThatOnlyGlidesHasSpeedButMovesNoLimb() {
        DoubleFunction<Figure> skater = t -> new Figure(0.3 + 0.2 * t, Figures.standing(0).apply(0).limbs(), 0.5f);
        assertEquals(0, mean(skater, 5, Motion::limbs), 1e-5);
        assertEquals(0, mean(skater, 5, Motion::boxChange), 1e-5);
        assertEquals(0.2 / 0.404, mean(skater, 5, Motion::travel), 0.05);
    }

    @Test
    void aBodyThatStaysAboutDoesNotTravel() {
        assertTrue(mean(Figures.fighting(0.8, 1, 0), 5, Motion::travel) < 0.4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {2.5, 3.3, 8, 10, 15, 25})
    void limbSpeedIsAboutTheSameAtEveryFrameRate(double rate) {
        double usual = mean(Figures.fighting(0.8, 1, 0), 5, Motion::limbs);
        assertEquals(1, mean(Figures.fighting(0.8, 1, 0), rate, Motion::limbs) / usual, 0.35);
    }

    @Test
    void nothingIsKnownOfSomebodyWhoJustCameIntoSight() {
        Track track = new Track();
        Person person = new Person();
        Figures.draw(Figures.fighting(0.8, 1, 0).apply(0), person);
        track.begin(1, person, Figures.ASPECT, 0);
        assertEquals(0, track.motion.limbs());
        assertEquals(0, track.motion.travel());
    }

    @Test
    void aKeypointThatTheModelMerelyGuessesDoesNotCount() {
        Track track = new Track();
        Person person = new Person();
        for (int i = 0; i < 5; i++) {
            Figures.draw(Figures.standing(0.8).apply(0), person);
            person.keypointX[9] = i % 2;
            person.keypointScore[9] = 0.1f;
            if (i == 0) {
                track.begin(1, person, Figures.ASPECT, 0);
            } else {
                track.extend(person, Figures.ASPECT, i * 200_000_000L);
            }
        }
        assertEquals(0, track.motion.limbs(), 1e-5);
    }

    private static double mean(DoubleFunction<Figure> figure, double rate, ToDoubleFunction<Motion> speed) {
        Track track = new Track();
        Person person = new Person();
        double sum = 0;
        int counted = 0;
        for (double t = 0; t < 8; t += 1 / rate) {
            Figures.draw(figure.apply(t), person);
            if (t == 0) {
                track.begin(1, person, Figures.ASPECT, 0);
            } else {
                track.extend(person, Figures.ASPECT, Math.round(t * 1e9));
            }
            if (t > 1.2 && t < 5) {
                sum += speed.applyAsDouble(track.motion);
                counted++;
            }
        }
        return sum / counted;
    }
}
