package dev.vigil.stream;

import java.time.Duration;
import java.util.List;

/**
 * How a stream is sampled and when it is given up.
 *
 * @param frameSkip         every N-th decoded picture goes on, at least 1
 * @param openTimeout       longest wait for a connection to be set up
 * @param stallTimeout      longest wait for the next video packet
 * @param undecodableAfter  longest time in which packets may arrive without one whole picture; longer than the
 *                          camera's key frame interval, for nothing can be decoded before the first one
 * @param backOff           waits after the first, second, ... failure in a row; the last one is kept for ever
 * @param unreachableAfter  failures in a row after which the camera is said to be unreachable
 * @param gating            when a camera may be left undecoded, and how often an alarmed one is sampled
 * @param decoder           where its pictures are decoded
 */
public record StreamSettings(int frameSkip, Duration openTimeout, Duration stallTimeout, Duration undecodableAfter,
                             List<Duration> backOff, int unreachableAfter, Gating gating, DecoderKind decoder) {

    public StreamSettings {
        backOff = List.copyOf(backOff);
        if (frameSkip < 1 || backOff.isEmpty() || unreachableAfter < 1) {
            throw new IllegalArgumentException("frame skip, back-off steps and failures must be at least one");
        }
    }

    /** A stream of which every picture is decoded, on the CPU. */
    public StreamSettings(int frameSkip, Duration openTimeout, Duration stallTimeout, Duration undecodableAfter,
            List<Duration> backOff, int unreachableAfter) {
        this(frameSkip, openTimeout, stallTimeout, undecodableAfter, backOff, unreachableAfter, Gating.OFF,
                DecoderKind.CPU);
    }

    /** The same, decoded there. */
    public StreamSettings with(DecoderKind other) {
        return new StreamSettings(frameSkip, openTimeout, stallTimeout, undecodableAfter, backOff, unreachableAfter,
                gating, other);
    }

    /** The same, gated like that. */
    public StreamSettings with(Gating other) {
        return new StreamSettings(frameSkip, openTimeout, stallTimeout, undecodableAfter, backOff, unreachableAfter,
                other, decoder);
    }

    /** A reader from which nothing was heard for this long hangs where none of its own time-outs reaches. */
    public Duration stuckAfter() {
        return openTimeout.plus(stallTimeout).multipliedBy(3);
    }

    /** What suits cameras on a local network; every picture is decoded. */
    public static StreamSettings defaults(int frameSkip) {
        return new StreamSettings(frameSkip, Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(15),
                List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10),
                        Duration.ofSeconds(30), Duration.ofSeconds(60)), 10);
    }
}
