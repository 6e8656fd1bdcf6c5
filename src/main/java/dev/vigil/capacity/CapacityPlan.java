package dev.vigil.capacity;

import dev.vigil.inference.Engine;
import dev.vigil.inference.ModelBundle;
import dev.vigil.stream.StreamSettings;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is to be found out.
 *
 * @param engines     opens an engine of that bundle, each time a new one
 * @param streams     how cameras are sampled, gated and decoded; each look is to take the model
 * @param boundMillis what one frame in a hundred may take at most, from arrival to decision
 * @param measured    how long each number of cameras is watched
 * @param most        more cameras are not tried
 * @param footage     what they show
 */
public record CapacityPlan(ModelBundle bundle, Supplier<Engine> engines, StreamSettings streams,
                           double boundMillis, Duration measured, int most, List<Footage> footage) {

    public CapacityPlan {
        footage = List.copyOf(footage);
        // Of drawn cameras nearly each look would be spared the model, of one with much noise hardly any.
        streams = streams.with(streams.gating().sparingNothing());
        if (most < 1) {
            throw new IllegalArgumentException("the most cameras must be at least 1");
        }
        if (!(boundMillis > 0) || measured.compareTo(Duration.ofSeconds(5)) < 0) {
            throw new IllegalArgumentException("the bound must be above 0 ms and each trial at least 5 s long");
        }
    }
}
