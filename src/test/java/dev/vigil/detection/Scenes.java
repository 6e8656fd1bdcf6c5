package dev.vigil.detection;

import dev.vigil.stream.Frame;
import dev.vigil.stream.PictureSize;
import java.time.Instant;
import java.util.function.Consumer;

/** A scene for judges to look at, with people that a test puts there. */
public final class Scenes {

    public final Scene scene = new Scene(new People(12));
    private final Frame frame = new Frame(new PictureSize(16, 16));
    private boolean cleared;

    /** Adds a person to the next frame; the picture is so many times as wide as high. */
    public Scenes put(float aspect, Consumer<Person> person) {
        if (!cleared) {
            scene.people().clear(aspect);
            cleared = true;
        }
        person.accept(scene.people().add());
        scene.people().sortByScore();
        return this;
    }

    /** Shows what was put there, at that second since the start and that wall time. */
    public Scene at(double seconds, Instant wall) {
        if (!cleared) {
            scene.people().clear(Figures.ASPECT);
        }
        cleared = false;
        return show(seconds, wall);
    }

    /** Shows the people that the scene holds already. */
    Scene show(double seconds, Instant wall) {
        frame.arrivalNanos = Math.round(seconds * 1e9);
        frame.captureMillis = wall.toEpochMilli();
        scene.show(frame, null, 0);
        return scene;
    }
}
