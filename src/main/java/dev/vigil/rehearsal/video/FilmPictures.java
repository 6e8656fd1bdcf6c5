package dev.vigil.rehearsal.video;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * The pictures of a video file, over and over: scaled down to fit 640x360 with their aspect kept, at the file's own
 * rate, or a whole fraction of it where that is above 25 a second.
 */
public final class FilmPictures implements PictureSource {

    private static final int MOST_WIDTH = 640;
    private static final int MOST_HEIGHT = 360;
    private static final double MOST_RATE = 25;
    private static final double USUAL_RATE = 15;
    private static final double ROUNDING = 0.01;

    private final Path path;
    private AVFormatContext file;
    private AVCodecContext decoder;
    private SwsContext scaler;
    private AVPacket packet;
    private AVFrame decoded;
    private final int track;
    private final int step;
    private final double rate;
    private final int width;
    private final int height;
    private boolean drained;

    /** @throws FfmpegException where the file cannot be read or holds no video that this FFmpeg can decode */
    public FilmPictures(Path path) {
        this.path = path;
        AVDictionary none = new AVDictionary(null);
        try {
            openFile();
            AVCodec codec = new AVCodec(null);
            track = FfmpegException.check(
                avformat.av_find_best_stream(file, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, codec, 0), "no video in it");
            AVStream stream = file.streams(track);
            decoder = avcodec.avcodec_alloc_context3(codec);
            FfmpegException.check(avcodec.avcodec_parameters_to_context(decoder, stream.codecpar()), "film codec");
            FfmpegException.check(avcodec.avcodec_open2(decoder, codec, none), "cannot decode the film");
            double shrink = Math.min(1, Math.min((double) MOST_WIDTH / decoder.width(),
                (double) MOST_HEIGHT / decoder.height()));
            width = even(decoder.width() * shrink);
            height = even(decoder.height() * shrink);
            double own = rateOf(stream.avg_frame_rate());
            step = (int) Math.ceil(own / MOST_RATE - ROUNDING);
            rate = own / step;
            packet = avcodec.av_packet_alloc();
            decoded = avutil.av_frame_alloc();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void openFile() {
        AVDictionary none = new AVDictionary(null);
        file = new AVFormatContext(null);
        FfmpegException.check(avformat.avformat_open_input(file, path.toString(), null, none),
            "cannot open the film " + path.getFileName());
        // Options here would be an array with one dictionary for each stream: a single one is read beyond its end.
        FfmpegException.check(avformat.avformat_find_stream_info(file, (PointerPointer<?>) null),
            "cannot read the film");
    }

    private static int even(double pixels) {
        return Math.max(2, (int) Math.round(pixels / 2) * 2);
    }

    private static double rateOf(AVRational rate) {
        return rate.num() > 0 && rate.den() > 0 ? (double) rate.num() / rate.den() : USUAL_RATE;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public double rate() {
        return rate;
    }

    /** The film's next picture, whatever the time is: a feed that falls behind shows the film slower. */
    @Override
    public void next(double seconds, AVFrame picture) {
        for (int i = 0; i < step; i++) {
            decodeNext();
        }
        scaler = swscale.sws_getCachedContext(scaler, decoded.width(), decoded.height(), decoded.format(),
            width, height, avutil.AV_PIX_FMT_YUV420P, swscale.SWS_AREA, null, null, (DoublePointer) null);
        if (scaler == null) {
            throw new FfmpegException("cannot scale the film's pictures");
        }
        swscale.sws_scale(scaler, decoded.data(), decoded.linesize(), 0, decoded.height(), picture.data(),
            picture.linesize());
    }

    private void decodeNext() {
        boolean rewound = false;
        while (avcodec.avcodec_receive_frame(decoder, decoded) < 0) {
            if (drained) {
                if (rewound) {
                    throw new FfmpegException("the film has no picture that can be decoded");
                }
                rewind();
                rewound = true;
            }
            feedDecoder();
        }
    }

    private void feedDecoder() {
        if (avformat.av_read_frame(file, packet) < 0) {
            avcodec.avcodec_send_packet(decoder, null);
            drained = true;
            return;
        }
        if (packet.stream_index() == track) {
            // A broken packet is passed over, as a player does.
            avcodec.avcodec_send_packet(decoder, packet);
        }
        avcodec.av_packet_unref(packet);
    }

    private void rewind() {
        // Opening anew goes back in every container; not every one can seek.
        avformat.avformat_close_input(file);
        openFile();
        avcodec.avcodec_flush_buffers(decoder);
        drained = false;
    }

    @Override
    public void close() {
        swscale.sws_freeContext(scaler);
        scaler = null;
        if (decoded != null) {
            avutil.av_frame_free(decoded);
            decoded = null;
        }
        if (packet != null) {
            avcodec.av_packet_free(packet);
            packet = null;
        }
        if (decoder != null) {
            avcodec.avcodec_free_context(decoder);
            decoder = null;
        }
        if (file != null) {
            avformat.avformat_close_input(file);
            file = null;
        }
    }
}
