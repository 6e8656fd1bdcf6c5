package dev.vigil.alarm;

import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The cameras whose sirens stay silent for a time because a person said so. Everything else goes on: incidents are
 * decided and reported. Mutes outlive a camera's watch, but not the process: after a restart sirens sound again.
 */
public final class Mutes {

    /**
     * One camera's mute.
     *
     * @param until wall time of its end, for people
     * @param by    who wanted it
     */
    public record Mute(Instant until, String by, String reason) {
    }

    private record Timed(long endNanos, Mute mute) {
    }

    private final TimeSource time;
    private final Map<Long, Timed> muted = new ConcurrentHashMap<>();

    public Mutes(TimeSource time) {
        this.time = time;
    }

    /** Mutes the camera from now on for so long; takes the place of a mute that lasts. */
    public Mute mute(long camera, Duration span, String by, String reason) {
        Mute mute = new Mute(time.now().plus(span), by, reason);
        muted.put(camera, new Timed(time.nanos() + span.toNanos(), mute));
        return mute;
    }

    /** Ends the camera's mute; false when there is none. */
    public boolean unmute(long camera) {
        boolean lasted = of(camera).isPresent();
        muted.remove(camera);
        return lasted;
    }

    /** The mute that lasts now. */
    public Optional<Mute> of(long camera) {
        Timed timed = muted.get(camera);
        return timed != null && time.nanos() - timed.endNanos() < 0 ? Optional.of(timed.mute()) : Optional.empty();
    }
}
