package dev.vigil.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OffsetFitTest {

    private static final double SCALE = 0.7;

    /** Above this level of {@link Minutes#exponential} peak so many minutes a day. */
    private static double trueLevel(double perDay) {
        return -3 + SCALE * Math.log(1440 / perDay);
    }

    private static OffsetFit fit(List<Minute> minutes, double perDay) {
        return OffsetFit.of(new Footage(minutes), 50, perDay);
    }

    @Test
    void anExponentialTailIsGoneOnWithFarBeyondWhatWasSeen() {
        for (long seed = 1; seed <= 5; seed++) {
            OffsetFit fit = fit(Minutes.exponential(48, SCALE, seed), 0.1);
            assertEquals(-trueLevel(0.1), fit.offset(), 0.6, "seed " + seed);
            assertEquals(0.1, fit.after().perDay(), 0.01);
        }
    }

    @Test
    void whereThereIsEnoughToCountItIsCounted() {
        List<Minute> minutes = Minutes.exponential(240, SCALE, 3);
        OffsetFit fit = fit(minutes, 40);
        assertEquals(-trueLevel(40), fit.offset(), 0.15);
        long above = new Footage(minutes).events().stream()
                .filter(one -> Calibrated.shifted(one.peak(), fit.offset()) > 50).count();
        assertTrue(above > 380 && above <= 400, "40 a day in ten days, but " + above);
    }

    @Test
    void theWishIsMetOnDaysThatWereNotFittedToAndTheRangeMostlyHoldsTheTruth() {
        int held = 0;
        double sum = 0;
        for (long seed = 1; seed <= 20; seed++) {
            OffsetFit fit = fit(Minutes.exponential(72, SCALE, seed), 4);
            double truth = 1440 * Math.exp(-(-fit.offset() + 3) / SCALE);
            sum += truth;
            held += fit.after().range().low() <= truth && truth <= fit.after().range().high() ? 1 : 0;
        }
        assertEquals(4, sum / 20, 0.8);
        assertTrue(held >= 14, "90 % should hold it, but " + held + " of 20 do");
    }

    @Test
    void fewerWishedAlarmsNeverGiveAHigherOffset() {
        List<Minute> minutes = Minutes.exponential(30, SCALE, 7);
        double last = Double.NEGATIVE_INFINITY;
        for (double perDay = 0.05; perDay < 1000; perDay *= 1.3) {
            double offset = fit(minutes, perDay).offset();
            assertTrue(offset >= last, perDay + " a day");
            last = offset;
        }
        assertEquals(OffsetFit.HIGHEST, last);
    }

    @Test
    void aWilderPlaceNeverGetsAHigherOffset() {
        List<Minute> calm = Minutes.exponential(30, SCALE, 7);
        List<Minute> wild = calm.stream().map(one -> new Minute(one.start(), Calibrated.shifted(one.peak(), 0.5),
                60, false)).toList();
        assertEquals(fit(calm, 1).offset() - 0.5, fit(wild, 1).offset(), 0.011);
    }

    @Test
    void peaksThatAreAllEqualComeToLieBelowTheThreshold() {
        OffsetFit fit = fit(Minutes.of(120, i -> 70), 1);
        assertTrue(Calibrated.shifted(70, fit.offset()) < 50, fit::toString);
        assertTrue(fit.offset() > -2, "but not further than need be: " + fit);
    }

    @Test
    void certaintyItselfIsHeldAtTheBoundAndSaidSo() {
        OffsetFit fit = fit(Minutes.of(120, i -> i % 3 == 0 ? 100 : 1), 1);
        assertEquals(OffsetFit.LOWEST, fit.offset());
        assertTrue(fit.after().perDay() > 1, fit::toString);
        assertTrue(fit.remark().orElseThrow().startsWith("held at -4"), fit::toString);
    }

    @Test
    void someCalmHoursMakeNoCameraMoreSensitiveButADayDoes() {
        OffsetFit hours = fit(Minutes.of(23 * 60, i -> 1 + i % 7), 1);
        assertEquals(0, hours.offset());
        assertTrue(hours.remark().orElseThrow().startsWith("held at 0"), hours::toString);
        assertTrue(fit(Minutes.of(25 * 60, i -> 1 + i % 7), 1).offset() > 0.5);
    }

    @Test
    void lessFootageIsLessCertain() {
        OffsetFit.Range hour = fit(Minutes.exponential(2, SCALE, 4), 1).range();
        OffsetFit.Range week = fit(Minutes.exponential(168, SCALE, 4), 1).range();
        assertTrue(hour.high() - hour.low() > 2 * (week.high() - week.low()), hour + " and " + week);
    }

    @Test
    void underAnHourIsNotEnough() {
        CalibrationException mistake = assertThrows(CalibrationException.class,
                () -> fit(Minutes.exponential(0.9, SCALE, 1), 1));
        assertEquals("there are 0.90 hours of ordinary footage; it takes at least 1", mistake.getMessage());
        assertThrows(CalibrationException.class, () -> fit(List.of(), 1));
    }

    @Test
    void anHourOfFilesIsEnoughThoughEachEndsWithItsLastPicture() {
        List<Minute> minutes = Minutes.of(60, i -> 5 + i % 7).stream()
                .map(one -> new Minute(one.start(), one.peak(), one.number() % 20 == 19 ? 59 : 60, false)).toList();
        assertTrue(new Footage(minutes).hours() < 1);
        assertEquals(0, fit(minutes, 1).offset());
    }

    @Test
    void whatLastsForMinutesIsOneEventAndCrimesAreLeftOutWithTheirNeighbours() {
        double[] peaks = {5, 60, 90, 90, 70, 5, 5, 80, 5};
        Footage footage = new Footage(Minutes.of(peaks.length, i -> peaks[i]));
        assertEquals(List.of(90.0, 80.0), footage.events().stream().map(Minute::peak).filter(one -> one > 50).toList());
        assertEquals(5, footage.minutesAbove(50, 0));

        List<Minute> marked = new ArrayList<>(footage.minutes());
        marked.set(3, new Minute(marked.get(3).start(), 90, 60, true));
        assertEquals(List.of(5.0, 60.0, 5.0, 5.0, 80.0, 5.0),
                new Footage(marked).withoutCrimes().minutes().stream().map(Minute::peak).toList());
    }
}
