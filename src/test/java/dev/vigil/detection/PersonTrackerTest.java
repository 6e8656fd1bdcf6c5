package dev.vigil.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.detection.Figures.Figure;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonTrackerTest {

    private final PersonTracker tracker = new PersonTracker(12);
    private final People people = new People(12);

    @ParameterizedTest
    @ValueSource(doubles = {1, 2.5, 5, 15})
    void followsAWalkerAsOnePersonAtEveryFrameRate(double rate) {
        for (double t = 0; t < 5; t += 1 / rate) {
            see(t, Figures.walking(0.2, 0.7));
            assertEquals(1, tracker.count());
            assertEquals(1, tracker.get(0).id());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 5, 15})
    void keepsTwoPeopleWhoStandCloseApart(double rate) {
        see(0, Figures.talking(0.6), Figures.talking(0.75));
        double first = tracker.get(0).pose(0).centreX();
        for (double t = 1 / rate; t < 5; t += 1 / rate) {
            see(t, Figures.talking(0.75), Figures.talking(0.6));
            assertEquals(2, tracker.count());
            assertEquals(1, tracker.get(0).id());
            assertEquals(first, tracker.get(0).pose(0).centreX(), 0.05);
        }
    }

    @Test
    void anUncertainPersonBeginsNoTrackButSupportsOne() {
        see(0, withScore(0.14f));
        assertEquals(0, tracker.count());
        see(0.2, withScore(0.3f));
        for (double t = 0.4; t < 5; t += 0.2) {
            see(t, withScore(0.13f));
        }
        assertEquals(1, tracker.count());
        assertEquals(1, tracker.get(0).id());
        assertTrue(tracker.get(0).sure());
    }

    @Test
    void aTrackOfUncertainPeopleOnlyIsNotSure() {
        see(0, withScore(0.2f));
        see(0.2, withScore(0.24f));
        assertEquals(1, tracker.count());
        assertFalse(tracker.get(0).sure());
        see(0.4, withScore(0.25f));
        assertTrue(tracker.get(0).sure());
    }

    @Test
    void aReusedTrackForgetsThatItWasSure() {
        see(0, withScore(0.5f));
        see(5, withScore(0.2f));
        assertEquals(2, tracker.get(0).id());
        assertFalse(tracker.get(0).sure());
        assertEquals(1, tracker.get(0).count());
    }

    @Test
    void aPersonNotSeenForMoreThanASecondIsNotToldOfButKeepsTheIdForTwo() {
        see(0, Figures.standing(0.6));
        see(0.95);
        assertEquals(1, tracker.count());
        see(1.1);
        assertEquals(0, tracker.count());
        see(2, Figures.standing(0.6));
        assertEquals(1, tracker.get(0).id());
        see(4.5, Figures.standing(0.6));
        assertEquals(2, tracker.get(0).id());
    }

    @Test
    void somebodyHiddenWhileWalkingIsFoundWhereTheWayLed() {
        DoubleFunction<Figure> walker = Figures.walking(0.2, 0.75);
        for (double t = 0; t < 1.5; t += 0.2) {
            see(t, walker);
        }
        see(3.2, walker);
        assertEquals(1, tracker.get(0).id());
        see(3.4, Figures.standing(0.5), walker);
        assertEquals(1, tracker.get(0).id());
        assertTrue(tracker.get(0).pose(0).centreX() > 1, "the id went to whoever stands where the way began");
    }

    @Test
    void whoComesInWhereAnotherWentOutIsSomebodyElse() {
        DoubleFunction<Figure> leaver = Figures.walking(1.5, 0.75);
        DoubleFunction<Figure> comer = t -> Figures.walking(1.85, -0.75).apply(t - 2);
        for (double t = 0; t < 1; t += 0.2) {
            see(t, leaver);
        }
        see(1.4);
        for (double t = 2.4; t < 3; t += 0.2) {
            see(t, comer);
            assertEquals(2, tracker.get(0).id());
        }
    }

    @Test
    void furnitureBesideAPersonDoesNotTakeThePersonsPlace() {
        see(0, Figures.standing(0.6));
        see(0.2, withScore(0.2f, 0.72));
        see(0.4, Figures.standing(0.62), withScore(0.2f, 0.72));
        see(0.6, Figures.standing(0.66));
        assertEquals(0.66, tracker.get(0).pose(0).centreX(), 0.01);
        assertEquals(1, tracker.get(0).id());
    }

    @Test
    void remembersNoMoreThanItHasRoomForAndForgetsWhoWasUnseenForLongest() {
        PersonTracker small = new PersonTracker(1);
        People one = new People(1);
        for (int i = 0; i < 4; i++) {
            Figures.at(0, one, Figures.standing(0.2 + 0.4 * i));
            small.update(one, i * 100_000_000L);
        }
        assertEquals(2, small.count());
        assertEquals(3, small.get(0).id());
        assertEquals(4, small.get(1).id());
    }

    @Test
    void somebodyFarAwayIsSomebodyElse() {
        see(0, Figures.standing(0.3));
        see(0.2, Figures.standing(1.2));
        assertEquals(2, tracker.count());
    }

    @Test
    void aCertainPersonIsMatchedBeforeAnUncertainOneThatFitsBetter() {
        see(0, Figures.standing(0.6));
        see(0.2, withScore(0.2f), Figures.standing(0.65));
        assertEquals(0.65, tracker.get(0).pose(0).centreX(), 0.02);
    }

    @Test
    void resetForgetsEverybody() {
        see(0, Figures.standing(0.3));
        tracker.reset();
        assertEquals(0, tracker.count());
    }

    private static DoubleFunction<Figure> withScore(float score) {
        return withScore(score, 0.6);
    }

    private static DoubleFunction<Figure> withScore(float score, double x) {
        return t -> new Figure(x, Figures.standing(x).apply(t).limbs(), score);
    }

    @SafeVarargs
    private void see(double seconds, DoubleFunction<Figure>... figures) {
        Figures.at(seconds, people, figures);
        tracker.update(people, Math.round(seconds * 1e9));
    }
}
