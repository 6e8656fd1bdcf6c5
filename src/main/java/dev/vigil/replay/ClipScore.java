package dev.vigil.replay;

import dev.vigil.replay.Timeline.Event;
import dev.vigil.replay.Timeline.Sample;
import java.util.List;

/**
 * What a replay gave for one labelled clip.
 *
 * @param highest  the highest confidence in it, 0 to 100; 0 where no picture was looked at
 * @param bestMean the highest mean over 2 s, or over all of a shorter clip
 * @param alerts   incidents that were opened
 * @param crimes   of those, confirmed
 */
public record ClipScore(String clip, boolean fight, String source, double seconds, int samples, double highest,
                        double bestMean, int alerts, int crimes) {

    private static final double SPAN = 2;

    static ClipScore of(ClipList.Clip clip, Timeline timeline) {
        return new ClipScore(clip.name(), clip.fight(), clip.source(), timeline.about().seconds(),
                timeline.samples().size(),
                timeline.samples().stream().mapToDouble(Sample::confidence).max().orElse(0),
                bestMean(timeline.samples()), count(timeline, Event.SUSPECTED), count(timeline, Event.CONFIRMED));
    }

    /** The highest mean confidence of the samples of any 2 s that lie within the clip. */
    static double bestMean(List<Sample> samples) {
        double best = 0;
        double sum = 0;
        int first = 0;
        for (int last = 0; last < samples.size(); last++) {
            sum += samples.get(last).confidence();
            while (samples.get(last).t() - samples.get(first).t() > SPAN) {
                sum -= samples.get(first++).confidence();
            }
            boolean whole = first > 0 || samples.get(last).t() - samples.get(0).t() >= SPAN;
            if (whole || last == samples.size() - 1) {
                best = Math.max(best, sum / (last - first + 1));
            }
        }
        return best;
    }

    private static int count(Timeline timeline, String kind) {
        return (int) timeline.events().stream().filter(event -> event.kind().equals(kind)).count();
    }
}
