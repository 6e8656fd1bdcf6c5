package dev.vigil.rehearsal;

import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.rehearsal.video.FilmWriter;
import java.io.IOException;
import java.nio.file.Path;

/** Puts a scene on film: the very pictures and the very H.264 that a rehearsal camera would serve, without waiting. */
public final class SceneFilm {

    /** Pictures a second of every film. */
    public static final double RATE = ScenePictures.RATE;

    private SceneFilm() {
    }

    /**
     * Writes the first seconds of a scene as raw H.264, which knows no time stamps.
     *
     * @throws IOException where the file cannot be written
     */
    public static void shoot(Scene scene, double seconds, Path file) throws IOException {
        try (ScenePictures pictures = new ScenePictures(scene)) {
            FilmWriter.write(pictures, seconds, file);
        }
    }
}
