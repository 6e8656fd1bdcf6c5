package dev.vigil.bench.soak;

import dev.vigil.rehearsal.video.PictureSource;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Another source's pictures at a given pace, each of them many times over: as a very fast camera sees a street. */
final class Repeated implements PictureSource {

    private final PictureSource source;
    private final double pace;
    private final int times;
    private long shown = -1;

    /** @param pace new pictures a second */
    Repeated(PictureSource source, double pace, int times) {
        this.source = source;
        this.pace = pace;
        this.times = times;
    }

    @Override
    public int width() {
        return source.width();
    }

    @Override
    public int height() {
        return source.height();
    }

    @Override
    public double rate() {
        return pace * times;
    }

    /** The picture keeps what it showed before, so a repetition is nothing to do. */
    @Override
    public void next(double seconds, AVFrame picture) {
        long number = (long) Math.floor(seconds * pace + 1e-6);
        if (number != shown) {
            source.next(number / pace, picture);
            shown = number;
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
