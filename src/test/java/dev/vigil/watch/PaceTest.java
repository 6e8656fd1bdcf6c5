package dev.vigil.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace();
    private long second;
    private double decoded;
    private double given;
    private double seen;
    private double needed = Pace.NEEDED;
    private boolean calm;

    @Test
    void whereEverythingIsSeenAllIsWellWhateverTheRate() {
        go(15, 15, 3, 3);
        assertEquals(Pace.State.WELL, pace.state());
        assertEquals("3.0 of 3.0", pace.toString());
        go(15, 2, 2, 2);
        assertEquals(Pace.State.WELL, pace.state(), "a camera that sends little has nothing more to show");
    }

    @Test
    void aThirdLeftOutIsToldButStillEnoughToRecogniseAFight() {
        go(15, 15, 5, 3.3);
        assertEquals(Pace.State.BEHIND, pace.state());
        assertFalse(pace.tooSlow());
    }

    @Test
    void onePictureASecondOfFiveIsTooSlowFromTheFirstFullWindowUntilItIsOver() {
        go(30, 15, 5, 5);
        go(5, 15, 5, 1);
        assertEquals(Pace.State.BEHIND, pace.state(), "half of the window was well");
        go(6, 15, 5, 1);
        assertEquals(Pace.State.TOO_SLOW, pace.state());
        assertEquals(1.0, pace.seen(), 0.11);
        assertEquals(5.0, pace.given(), 0.11);
        go(11, 15, 5, 5);
        assertEquals(Pace.State.WELL, pace.state());
    }

    @Test
    void tooFewSamplesOfACameraThatSendsEnoughAreASettingsMistake() {
        go(15, 10, 2, 2);
        assertEquals(Pace.State.SPARSE, pace.state());
        assertTrue(pace.tooSlow());
    }

    @Test
    void twoAndAHalfPicturesASecondAreEnoughWhereverTheWindowsEdgesFall() {
        for (int i = 0; i < 60; i++) {
            go(1, 12.5, 2.5, 2.5);
            assertEquals(Pace.State.WELL, pace.state(), pace::toString);
        }
    }

    @Test
    void aCameraThatIsLookedAtSeldomBecauseNothingMovesIsWellAllTheWay() {
        go(15, 15, 3, 3);
        for (boolean now : new boolean[] {true, false}) {
            calm = now;
            for (int i = 0; i < 20; i++) {
                go(1, now ? 0.5 : 15, now ? 0.1 : 3, now ? 0.1 : 3);
                assertEquals(Pace.State.WELL, pace.state(), pace::toString);
            }
        }
        go(11, 15, 2, 2);
        assertEquals(Pace.State.SPARSE, pace.state(), "once it is awake it counts again");
    }

    @Test
    void afterAGapTheRateBeginsAnew() {
        go(20, 15, 5, 1);
        pace.forget();
        assertEquals(Pace.State.WELL, pace.state());
        assertEquals(0, pace.given());
        go(4, 15, 5, 1);
        assertEquals(Pace.State.WELL, pace.state(), "four seconds say too little");
        go(4, 15, 5, 1);
        assertEquals(Pace.State.TOO_SLOW, pace.state());
    }

    @Test
    void aClassifierThatWantsAClipNowAndThenIsWellAndTooSlowOnlyWhereItSeesLessThanHalf() {
        needed = 0;
        go(15, 15, 0.6, 0.6);
        assertEquals(Pace.State.WELL, pace.state());
        go(15, 15, 5, 3);
        assertEquals(Pace.State.BEHIND, pace.state());
        go(15, 15, 5, 1.5);
        assertTrue(pace.tooSlow());
        assertFalse(pace.isRateKnown());
    }

    private void go(int seconds, double decodedRate, double givenRate, double seenRate) {
        for (int i = 0; i < seconds; i++) {
            pace.look(++second * 1_000_000_000L, (long) decoded, (long) given, (long) seen, needed, calm);
            decoded += decodedRate;
            given += givenRate;
            seen += seenRate;
        }
    }
}
