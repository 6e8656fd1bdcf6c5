package dev.vigil.calibration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Minutes of one camera that hold nothing but ordinary life, in order of time. */
public final class Footage {

    /**
     * A stretch of footage; minutes of one stretch resemble each other, those of different ones less so.
     *
     * @param events logits of its {@linkplain #events events'} peaks
     */
    record Block(double seconds, double[] events) {
    }

    private static final int BLOCK_MINUTES = 60;
    private static final int SHORT_BLOCK_MINUTES = 5;
    private static final int ENOUGH_BLOCKS = 8;

    private final List<Minute> minutes;

    /** @param minutes each once, all by the same judge */
    public Footage(List<Minute> minutes) {
        this.minutes = minutes.stream().sorted(Comparator.comparing(Minute::start)).toList();
    }

    /** Only the minutes that begin in this time. */
    public Footage between(Instant from, Instant to) {
        return new Footage(minutes.stream().filter(one -> !one.start().isBefore(from) && one.start().isBefore(to))
                .toList());
    }

    /** Without minutes of confirmed crimes and the one before and after: suspicion begins earlier and ends later. */
    public Footage withoutCrimes() {
        List<Long> crimes = minutes.stream().filter(Minute::crime).map(Minute::number).toList();
        Set<Long> left = new HashSet<>();
        crimes.forEach(number -> left.addAll(List.of(number - 1, number, number + 1)));
        return new Footage(minutes.stream().filter(one -> !left.contains(one.number())).toList());
    }

    public List<Minute> minutes() {
        return minutes;
    }

    /** Hours that were watched. */
    public double hours() {
        return minutes.stream().mapToDouble(Minute::seconds).sum() / 3600;
    }

    /** Minutes whose peak an offset lifts, or leaves, above a threshold of 0 to 100. */
    public long minutesAbove(double threshold, double offset) {
        return minutes.stream().filter(one -> Calibrated.shifted(one.peak(), offset) > threshold).count();
    }

    /**
     * Peaks no lower than those of the minute before and after, as logits: what lasts for minutes on end is one event.
     * Their number above a level falls with the level, as a count of runs above it would not.
     */
    List<Minute> events() {
        List<Minute> events = new ArrayList<>();
        for (int i = 0; i < minutes.size(); i++) {
            boolean afterEqualOrHigher = i > 0 && adjacent(i - 1) && minutes.get(i - 1).peak() >= minutes.get(i).peak();
            boolean beforeHigher = i + 1 < minutes.size() && adjacent(i)
                    && minutes.get(i + 1).peak() > minutes.get(i).peak();
            if (!afterEqualOrHigher && !beforeHigher) {
                events.add(minutes.get(i));
            }
        }
        return events;
    }

    private boolean adjacent(int first) {
        return minutes.get(first + 1).number() == minutes.get(first).number() + 1;
    }

    /** By the hour; by five minutes where there are few hours. */
    List<Block> blocks() {
        List<Block> hours = blocks(BLOCK_MINUTES);
        return hours.size() >= ENOUGH_BLOCKS ? hours : blocks(SHORT_BLOCK_MINUTES);
    }

    private List<Block> blocks(int length) {
        Map<Long, Double> seconds = new TreeMap<>();
        Map<Long, List<Double>> events = new TreeMap<>();
        for (Minute minute : minutes) {
            seconds.merge(minute.number() / length, minute.seconds(), Double::sum);
        }
        for (Minute event : events()) {
            events.computeIfAbsent(event.number() / length, number -> new ArrayList<>()).add(Logit.of(event.peak()));
        }
        return seconds.entrySet().stream().map(block -> new Block(block.getValue(),
                events.getOrDefault(block.getKey(), List.of()).stream().mapToDouble(Double::doubleValue).toArray()))
                .toList();
    }
}
