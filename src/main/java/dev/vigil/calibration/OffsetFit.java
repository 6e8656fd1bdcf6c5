package dev.vigil.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * The offset with which a camera's ordinary life crosses the alert threshold as often as is wished. With u the level
 * that the {@link Tail} of the footage crosses that often, {@code offset = logit(alert) - u}, rounded down to a
 * hundredth and held within bounds.
 *
 * <p>Ranges hold 90 % of {@value #DRAWS} fits to footage drawn anew, in blocks of an hour, from what was seen
 * (bootstrap). They know nothing of days unlike those seen.
 *
 * @param offset in logits; below 0 makes the camera less sensitive
 * @param range  of the offset
 * @param before expected false alarms a day without the offset
 * @param after  and with it
 * @param remark why it is not what the footage alone would give, or what it cannot reach
 */
public record OffsetFit(double offset, Range range, Expected before, Expected after, Optional<String> remark) {

    /** Where 90 % of the fits lie. */
    public record Range(double low, double high) {
    }

    /** False alarms a day. */
    public record Expected(double perDay, Range range) {
    }

    public static final double LEAST_HOURS = 1;
    public static final double LOWEST = -4;
    public static final double HIGHEST = 2;
    /** A calm hour or two say little: a camera is made more sensitive only by what was seen round the clock. */
    public static final double HOURS_TO_RAISE = 24;

    /** Each file's time ends with its last picture looked at, so that an hour of files is some seconds short of one. */
    private static final double SHORT_OF_AN_HOUR = 0.01;
    private static final int DRAWS = 400;
    private static final double TAIL_PERCENT = 0.05;

    /**
     * @param alert  the alert threshold, between 0 and 100
     * @param perDay false alarms a day that are wished, above 0
     * @throws CalibrationException when there is too little footage
     */
    public static OffsetFit of(Footage footage, double alert, double perDay) {
        double hours = footage.hours();
        if (hours < LEAST_HOURS - SHORT_OF_AN_HOUR) {
            throw new CalibrationException(String.format(Locale.ROOT,
                    "there are %.2f hours of ordinary footage; it takes at least %.0f", hours, LEAST_HOURS));
        }
        List<Footage.Block> blocks = footage.blocks();
        double level = Logit.of(alert);
        Tail tail = tail(blocks).orElseThrow();
        double highest = hours < HOURS_TO_RAISE ? 0 : HIGHEST;
        double wished = level - tail.level(perDay);
        double offset = held(wished, highest);
        double[] offsets = new double[DRAWS];
        double[] before = new double[DRAWS];
        double[] after = new double[DRAWS];
        Random dice = new Random(1);
        for (int i = 0; i < DRAWS; i++) {
            Optional<Tail> drawn = tail(dice.ints(blocks.size(), 0, blocks.size()).mapToObj(blocks::get).toList());
            offsets[i] = drawn.map(one -> held(level - one.level(perDay), highest)).orElse(highest);
            before[i] = drawn.map(one -> one.rate(level)).orElse(0.0);
            after[i] = drawn.map(one -> one.rate(level - offset)).orElse(0.0);
        }
        return new OffsetFit(offset, range(offsets), new Expected(tail.rate(level), range(before)),
                new Expected(tail.rate(level - offset), range(after)), remark(wished, highest));
    }

    private static Optional<Tail> tail(List<Footage.Block> blocks) {
        double[] peaks = blocks.stream().flatMapToDouble(block -> Arrays.stream(block.events())).toArray();
        double seconds = blocks.stream().mapToDouble(Footage.Block::seconds).sum();
        return peaks.length == 0 || seconds == 0 ? Optional.empty() : Optional.of(new Tail(peaks, seconds / 86_400));
    }

    private static double held(double offset, double highest) {
        double bounded = Math.max(LOWEST, Math.min(highest, offset));
        return Math.floor(bounded * 100) / 100;
    }

    private static Range range(double[] values) {
        Arrays.sort(values);
        int edge = (int) Math.round(values.length * TAIL_PERCENT);
        return new Range(values[edge], values[values.length - 1 - edge]);
    }

    private static Optional<String> remark(double wished, double highest) {
        if (wished < LOWEST) {
            return Optional.of(String.format(Locale.ROOT, "held at %.0f: this camera's ordinary life looks"
                    + " too much like fights for the wish to be met", LOWEST));
        }
        if (wished > highest) {
            return Optional.of(highest == 0
                    ? String.format(Locale.ROOT, "held at 0: it takes %.0f hours of footage to make a camera"
                            + " more sensitive", HOURS_TO_RAISE)
                    : String.format(Locale.ROOT, "held at +%.0f: it would take more to cross the threshold"
                            + " as often as is wished", highest));
        }
        return Optional.empty();
    }
}
