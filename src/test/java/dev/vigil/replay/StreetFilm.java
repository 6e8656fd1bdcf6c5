package dev.vigil.replay;

import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.stream.TestFilm;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** Clips of drawn streets. */
public final class StreetFilm {

    private static final int RATE = 15;

    private StreetFilm() {
    }

    /** @param from second of the scene at which the clip begins */
    public static Path write(Path file, Scene scene, double from, double seconds) {
        TestFilm.h264(RATE).write(file, (int) Math.round(seconds * RATE), i -> {
            BufferedImage image = new BufferedImage(Scene.WIDTH, Scene.HEIGHT, BufferedImage.TYPE_INT_RGB);
            image.setRGB(0, 0, Scene.WIDTH, Scene.HEIGHT, scene.draw(from + (double) i / RATE), 0, Scene.WIDTH);
            return image;
        });
        return file;
    }
}
