package dev.vigil.replay;

import static dev.vigil.replay.Markup.clock;
import static dev.vigil.replay.Markup.format;

import dev.vigil.replay.Timeline.Event;
import dev.vigil.replay.Timeline.Sample;

/** A timeline in one sentence. */
final class Verdict {

    private Verdict() {
    }

    static String of(Timeline timeline) {
        double highest = timeline.samples().stream().mapToDouble(Sample::confidence).max().orElse(0);
        if (timeline.samples().isEmpty()) {
            return "no picture was looked at";
        }
        StringBuilder words = new StringBuilder();
        for (Event event : timeline.events()) {
            words.append(switch (event.kind()) {
                case Event.SUSPECTED -> (words.isEmpty() ? "" : "; ") + "suspicious at " + clock(event.t());
                case Event.CONFIRMED -> format(", %s confirmed at %s (%.0f %%)", event.type().replace('_', ' '),
                        clock(event.t()), event.confidence());
                case Event.CLEARED -> ", over at " + clock(event.t());
                default -> "";
            });
        }
        int last = timeline.events().size() - 1;
        if (last >= 0 && !timeline.events().get(last).kind().equals(Event.CLEARED)) {
            words.append(", not over at the end");
        }
        return (words.isEmpty() ? "calm" : words) + format("; highest confidence %.1f %%", highest);
    }
}
