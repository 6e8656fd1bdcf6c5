package dev.vigil.bench.faults;

import dev.vigil.rehearsal.video.PictureSource;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.Pointer;

/**
 * Grey pictures, four a second, in rounds: for some seconds they flicker, then they are still. To the brightness model
 * the flicker is a fight: this is the script of what happens before the bench's cheap cameras.
 */
final class Flicker implements PictureSource {

    static final double RATE = 4;
    /** An incident begins in each round, is confirmed and ends. */
    static final double ROUND_SECONDS = 6;
    private static final double FLICKERS_SECONDS = 2.6;
    private static final int DARK = 60;
    private static final int STILL = 120;
    private static final int BRIGHT = 180;
    private static final int NO_COLOUR = 128;

    @Override
    public int width() {
        return 160;
    }

    @Override
    public int height() {
        return 96;
    }

    @Override
    public double rate() {
        return RATE;
    }

    @Override
    public void next(double seconds, AVFrame picture) {
        boolean flickers = seconds % ROUND_SECONDS < FLICKERS_SECONDS;
        boolean odd = Math.round(seconds * RATE) % 2 == 1;
        fill(picture, 0, height(), flickers ? odd ? DARK : BRIGHT : STILL);
        fill(picture, 1, height() / 2, NO_COLOUR);
        fill(picture, 2, height() / 2, NO_COLOUR);
    }

    private static void fill(AVFrame picture, int plane, int rows, int value) {
        Pointer.memset(picture.data(plane), value, (long) picture.linesize(plane) * rows);
    }

    @Override
    public void close() {
        // Nothing native is held.
    }
}
