package dev.vigil.rehearsal;

import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.rehearsal.video.Recording;
import java.util.function.DoubleFunction;

/** Drawn scenes as recordings, which cost next to nothing to play to many viewers. */
public final class RecordedScenes {

    private static final long SEED = 5;
    /** People are on the busy street from then on. */
    private static final double PEOPLE_FROM = 10;

    private RecordedScenes() {
    }

    /**
     * Records so many seconds of one street: people pass by for the first part of them, then nobody is there.
     *
     * @param active the share of the time with people, 0 to 1
     */
    public static Recording street(double active, double seconds) {
        Scene busy = Scene.busy(SEED);
        Scene empty = Scene.empty(SEED);
        double until = active * seconds;
        return of(second -> second < until ? busy.draw(PEOPLE_FROM + second) : empty.draw(second), seconds);
    }

    /**
     * Records so many seconds of whatever is drawn.
     *
     * @param drawn the picture of each second, as {@link Scene#draw} gives it
     */
    public static Recording of(DoubleFunction<int[]> drawn, double seconds) {
        return Recording.of(new ScenePictures(drawn), seconds);
    }
}
