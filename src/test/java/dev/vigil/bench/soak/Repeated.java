package dev.vigil.bench.soak;

import dev.vigil.rehearsal.video.PictureSource;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;

/**
 * Another source's pictures at a given pace, smaller, and each of them many times over: as a very fast camera sees a
 * street.
 */
final class Repeated implements PictureSource {

    private final PictureSource source;
    private final double pace;
    private final int times;
    private final int shrink;
    private final AVFrame whole = avutil.av_frame_alloc();
    private final SwsContext scaler;
    private long shown = -1;

    /**
     * @param pace   new pictures a second
     * @param times  how often each is shown
     * @param shrink divides width and height
     */
    Repeated(PictureSource source, double pace, int times, int shrink) {
        this.source = source;
        this.pace = pace;
        this.times = times;
        this.shrink = shrink;
        whole.width(source.width()).height(source.height()).format(avutil.AV_PIX_FMT_YUV420P);
        if (avutil.av_frame_get_buffer(whole, 0) < 0) {
            throw new OutOfMemoryError("no memory for a picture");
        }
        scaler = swscale.sws_getContext(source.width(), source.height(), avutil.AV_PIX_FMT_YUV420P, width(), height(),
                avutil.AV_PIX_FMT_YUV420P, swscale.SWS_AREA, null, null, (DoublePointer) null);
    }

    @Override
    public int width() {
        return source.width() / shrink / 2 * 2;
    }

    @Override
    public int height() {
        return source.height() / shrink / 2 * 2;
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
            source.next(number / pace, whole);
            swscale.sws_scale(scaler, whole.data(), whole.linesize(), 0, whole.height(), picture.data(),
                    picture.linesize());
            shown = number;
        }
    }

    @Override
    public void close() {
        swscale.sws_freeContext(scaler);
        avutil.av_frame_free(whole);
        source.close();
    }
}
