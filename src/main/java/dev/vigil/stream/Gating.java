package dev.vigil.stream;

import java.time.Duration;

/**
 * When a camera may be left undecoded, and how often it is looked at when it may not.
 *
 * @param enabled          whether a camera may be calm at all
 * @param look             longest time between two looks at a calm camera, where its key pictures come as often
 * @param sparedLooks      so many looks in a row at most are spared the model, since the picture shows what it showed when
 *                         the model saw nobody in it; 0 to show it each
 * @param linger           how long nothing must move until a camera is calm
 * @param alarmedFrameSkip every N-th picture of an alarmed camera goes on, if that is more than otherwise
 */
public record Gating(boolean enabled, Duration look, int sparedLooks, Duration linger, int alarmedFrameSkip) {

    /** Every picture is decoded, and alarmed cameras are sampled as all others. */
    public static final Gating OFF = new Gating(false, Duration.ofSeconds(10), 0, Duration.ofSeconds(10), 100);

    public Gating {
        if (look.isNegative() || linger.isNegative() || sparedLooks < 0 || alarmedFrameSkip < 1) {
            throw new IllegalArgumentException(
                    "times and looks must not be negative, and every N-th picture has N >= 1");
        }
    }

    /** The same, but that each look takes the model. */
    public Gating sparingNothing() {
        return new Gating(enabled, look, 0, linger, alarmedFrameSkip);
    }
}
