package dev.vigil.replay;

import dev.vigil.replay.Timeline.Event;
import java.util.ArrayList;
import java.util.List;

/** The stretches of a video in which an incident was open. */
final class Spans {

    /** @param state suspicious or crime */
    record Span(long incident, String state, double from, double to) {
    }

    private Spans() {
    }

    static List<Span> of(Timeline timeline) {
        List<Span> spans = new ArrayList<>();
        String state = null;
        double since = 0;
        long incident = 0;
        for (Event event : timeline.events()) {
            if (event.kind().equals(Event.UPDATED)) {
                continue;
            }
            if (state != null) {
                spans.add(new Span(incident, state, since, event.t()));
            }
            incident = event.incident();
            since = event.t();
            state = switch (event.kind()) {
                case Event.SUSPECTED -> "suspicious";
                case Event.CONFIRMED -> "crime";
                default -> null;
            };
        }
        if (state != null) {
            spans.add(new Span(incident, state, since, timeline.about().seconds()));
        }
        return spans;
    }
}
