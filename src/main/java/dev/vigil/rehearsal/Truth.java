package dev.vigil.rehearsal;

import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.rehearsal.scene.Span;
import dev.vigil.rehearsal.video.VideoFeed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What really happens before a camera, in wall time. A scene begins with its first viewer: before that nothing has
 * happened. Safe for use by many threads.
 */
public final class Truth {

    private static final double NANOS = 1e9;

    private final Scene scene;
    private final VideoFeed feed;

    Truth(Scene scene, VideoFeed feed) {
        this.scene = scene;
        this.feed = feed;
    }

    /** What can happen that matters. */
    public enum Kind { FIGHT }

    /** Something that happens: {@code from} belongs to it, {@code to} does not. */
    public record Interval(Kind kind, Instant from, Instant to) {
    }

    /** When the scene began: with its first viewer. */
    public Optional<Instant> began() {
        return feed.began();
    }

    /** What goes on at that moment. */
    public Optional<Interval> at(Instant moment) {
        return between(moment, moment).stream().findFirst();
    }

    /** All that goes on at some moment of this time, also where it begins before or ends after it; may lie ahead. */
    public List<Interval> between(Instant from, Instant to) {
        return feed.began()
            .map(zero -> scene.fights(Math.max(0, seconds(zero, from)), seconds(zero, to)).stream()
                .map(span -> interval(zero, span))
                .toList())
            .orElse(List.of());
    }

    private static double seconds(Instant zero, Instant moment) {
        return Duration.between(zero, moment).toNanos() / NANOS;
    }

    private static Interval interval(Instant zero, Span span) {
        return new Interval(Kind.FIGHT, zero.plusNanos((long) (span.from() * NANOS)),
            zero.plusNanos((long) (span.to() * NANOS)));
    }
}
