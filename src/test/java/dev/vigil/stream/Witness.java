package dev.vigil.stream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what a stream tells: "connected", "blind CAUSE", "unreachable n", "back". */
final class Witness implements StreamListener {

    final List<String> events = new CopyOnWriteArrayList<>();
    final List<String> details = new CopyOnWriteArrayList<>();
    volatile StreamDetails connected;
    volatile Duration blind;

    @Override
    public void connected(StreamDetails stream) {
        connected = stream;
        events.add("connected");
    }

    @Override
    public void blind(BlindCause cause, String detail) {
        details.add(detail);
        events.add("blind " + cause);
    }

    @Override
    public void unreachable(int failures) {
        events.add("unreachable " + failures);
    }

    @Override
    public void back(Duration blindFor) {
        blind = blindFor;
        events.add("back");
    }
}
