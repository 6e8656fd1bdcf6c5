package dev.vigil.rehearsal;

import dev.vigil.rehearsal.scene.Scene;
import dev.vigil.rehearsal.video.PictureSource;
import dev.vigil.rehearsal.video.Recording;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Drawn scenes as recordings, which cost next to nothing to play to many viewers. */
public final class RecordedScenes {

    private static final long SEED = 5;

    private RecordedScenes() {
    }

    /**
     * Records so many seconds of one street: people pass by for the first part of them, then nobody is there.
     *
     * @param active the share of the time with people, 0 to 1
     */
    public static Recording street(double active, double seconds) {
        return Recording.of(new Street(active * seconds), seconds);
    }

    private static final class Street implements PictureSource {

        /** People are on the street from then on. */
        private static final double PEOPLE_FROM = 10;

        private final ScenePictures busy = new ScenePictures(Scene.busy(SEED));
        private final ScenePictures empty = new ScenePictures(Scene.empty(SEED));
        private final double until;

        Street(double until) {
            this.until = until;
        }

        @Override
        public int width() {
            return empty.width();
        }

        @Override
        public int height() {
            return empty.height();
        }

        @Override
        public double rate() {
            return empty.rate();
        }

        @Override
        public void next(double seconds, AVFrame picture) {
            if (seconds < until) {
                busy.next(PEOPLE_FROM + seconds, picture);
            } else {
                empty.next(seconds, picture);
            }
        }

        @Override
        public void close() {
            busy.close();
            empty.close();
        }
    }
}
