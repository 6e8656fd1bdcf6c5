package dev.vigil.calibration;

import java.time.Instant;

/**
 * One camera's offset and where it comes from.
 *
 * @param offset       in logits, added to the fight judge's confidence
 * @param judge        whose confidences it was fitted to; it says nothing about another's
 * @param made         when
 * @param from         what: the live record, or files
 * @param hours        of footage
 * @param alert        the alert threshold it was made for
 * @param wishedPerDay false alarms a day that were wished
 * @param before       false alarms a day expected without the offset
 * @param after        and with it
 * @param afterLow     where that lies with 90 % certainty, as far as the footage tells
 * @param afterHigh    up to here
 */
public record Calibration(double offset, String judge, Instant made, String from, double hours, double alert,
        double wishedPerDay, double before, double after, double afterLow, double afterHigh) {

    public Calibration {
        if (!(offset >= OffsetFit.LOWEST && offset <= OffsetFit.HIGHEST)) {
            throw new IllegalArgumentException("an offset is from " + OffsetFit.LOWEST + " to " + OffsetFit.HIGHEST
                    + ", not " + offset);
        }
    }

    public static Calibration of(OffsetFit fit, String judge, Instant made, String from, double hours, double alert,
            double perDay) {
        return new Calibration(fit.offset(), judge, made, from, round(hours), alert, perDay,
                round(fit.before().perDay()), round(fit.after().perDay()), round(fit.after().range().low()),
                round(fit.after().range().high()));
    }

    private static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
