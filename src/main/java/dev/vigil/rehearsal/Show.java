package dev.vigil.rehearsal;

import dev.vigil.rehearsal.scene.Scene;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a camera shows. Cameras with equal shows share one feed, so that many cameras cost little.
 *
 * @param approach second of each round at which the two who will fight appear (FIGHT only)
 * @param seed     which street and which people (scenes only)
 * @param film     a video file (FILM only), else null
 */
public record Show(Plot plot, double approach, long seed, Path film) {

    private static final double FIRST_APPROACH = 25;

    /** The kinds of show; see {@link Scene} for what happens in each scene. */
    public enum Plot { FIGHT, BUSY, MEETING, EMPTY, FILM }

    public Show {
        if ((plot == Plot.FILM) != (film != null)) {
            throw new IllegalArgumentException("a film needs a file, a scene has none");
        }
    }

    /** Two people appear after 25 s and fight 5 s later, for 15 s; again every two minutes. */
    public static Show fight(long seed) {
        return fight(FIRST_APPROACH, seed);
    }

    /** As {@link #fight(long)}, with the two appearing at that second. */
    public static Show fight(double approach, long seed) {
        return new Show(Plot.FIGHT, approach, seed, null);
    }

    public static Show busy(long seed) {
        return new Show(Plot.BUSY, 0, seed, null);
    }

    public static Show meeting(long seed) {
        return new Show(Plot.MEETING, 0, seed, null);
    }

    public static Show empty(long seed) {
        return new Show(Plot.EMPTY, 0, seed, null);
    }

    /** A video file, over and over. */
    public static Show film(Path file) {
        return new Show(Plot.FILM, 0, 0, Objects.requireNonNull(file, "film"));
    }

    /** The scene to draw; empty for a film. */
    Optional<Scene> scene() {
        return switch (plot) {
            case FIGHT -> Optional.of(Scene.fight(approach, seed));
            case BUSY -> Optional.of(Scene.busy(seed));
            case MEETING -> Optional.of(Scene.meeting(seed));
            case EMPTY -> Optional.of(Scene.empty(seed));
            case FILM -> Optional.empty();
        };
    }
}
