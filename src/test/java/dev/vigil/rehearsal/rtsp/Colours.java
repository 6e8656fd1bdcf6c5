package dev.vigil.rehearsal.rtsp;

import dev.vigil.rehearsal.video.PictureSource;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.Pointer;

/** The plainest pictures that change: one grey, brighter from picture to picture. */
final class Colours implements PictureSource {

    private int brightness;

    @Override
    public int width() {
        return 320;
    }

    @Override
    public int height() {
        return 180;
    }

    @Override
    public double rate() {
        return 15;
    }

    @Override
    public void next(double seconds, AVFrame picture) {
        brightness = (brightness + 5) % 200;
        Pointer.memset(picture.data(0), 20 + brightness, (long) picture.linesize(0) * height());
        Pointer.memset(picture.data(1), 128, (long) picture.linesize(1) * height() / 2);
        Pointer.memset(picture.data(2), 128, (long) picture.linesize(2) * height() / 2);
    }

    @Override
    public void close() {
        // Nothing native is held.
    }
}
