package dev.vigil.rehearsal.video;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** Encodes pictures the way a cheap camera does: baseline H.264, no B pictures, a key picture every two seconds. */
final class H264Encoder implements AutoCloseable {

    private static final int MILLIS = 1000;
    private static final double KEY_PICTURE_SECONDS = 2;
    private static final int BITS_PER_SECOND = 750_000;
    /** The encoder warns about settings that are meant so: this makes its warnings debug messages. */
    private static final int QUIETER = avutil.AV_LOG_DEBUG - avutil.AV_LOG_WARNING;

    private AVCodecContext codec;
    private AVFrame picture;
    private AVPacket packet;
    private final byte[] parameterSets;

    H264Encoder(int width, int height, double rate) {
        try {
            codec = open(width, height, rate);
            picture = newPicture(width, height);
            packet = avcodec.av_packet_alloc();
            parameterSets = new byte[codec.extradata_size()];
            codec.extradata().get(parameterSets);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static AVCodecContext open(int width, int height, double rate) {
        AVCodec encoder = avcodec.avcodec_find_encoder_by_name("libopenh264");
        if (encoder == null) {
            throw new FfmpegException("this FFmpeg build has no libopenh264 encoder");
        }
        AVCodecContext codec = avcodec.avcodec_alloc_context3(encoder);
        codec.width(width).height(height).pix_fmt(avutil.AV_PIX_FMT_YUV420P);
        codec.time_base(rational(1, MILLIS)).framerate(rational((int) Math.round(rate * MILLIS), MILLIS));
        codec.gop_size((int) Math.round(rate * KEY_PICTURE_SECONDS)).max_b_frames(0).thread_count(1);
        codec.bit_rate(BITS_PER_SECOND).log_level_offset(QUIETER);
        codec.flags(codec.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        AVDictionary none = new AVDictionary(null);
        try {
            FfmpegException.check(avcodec.avcodec_open2(codec, encoder, none), "cannot open the H.264 encoder");
        } catch (FfmpegException e) {
            avcodec.avcodec_free_context(codec);
            throw e;
        }
        return codec;
    }

    static AVFrame newPicture(int width, int height) {
        AVFrame picture = avutil.av_frame_alloc();
        picture.width(width).height(height).format(avutil.AV_PIX_FMT_YUV420P);
        FfmpegException.check(avutil.av_frame_get_buffer(picture, 0), "no memory for a picture");
        return picture;
    }

    private static AVRational rational(int numerator, int denominator) {
        return new AVRational().num(numerator).den(denominator);
    }

    /** SPS and PPS, each behind a start code. */
    byte[] parameterSets() {
        return parameterSets.clone();
    }

    /** The picture to fill before {@link #encode}. */
    AVFrame picture() {
        FfmpegException.check(avutil.av_frame_make_writable(picture), "no memory for a picture");
        return picture;
    }

    /**
     * Encodes {@link #picture()}.
     *
     * @param millis time of the picture, growing
     * @return the picture's NAL units without parameter sets; null where the encoder skipped it
     */
    Encoded encode(long millis, boolean forceKey) {
        picture.pts(millis);
        picture.pict_type(forceKey ? avutil.AV_PICTURE_TYPE_I : avutil.AV_PICTURE_TYPE_NONE);
        FfmpegException.check(avcodec.avcodec_send_frame(codec, picture), "cannot encode a picture");
        if (avcodec.avcodec_receive_packet(codec, packet) < 0) {
            return null;
        }
        byte[] bytes = new byte[packet.size()];
        packet.data().get(bytes);
        boolean key = (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
        avcodec.av_packet_unref(packet);
        return new Encoded(bytes, key);
    }

    record Encoded(byte[] bytes, boolean key) {
    }

    @Override
    public void close() {
        if (packet != null) {
            avcodec.av_packet_free(packet);
            packet = null;
        }
        if (picture != null) {
            avutil.av_frame_free(picture);
            picture = null;
        }
        if (codec != null) {
            avcodec.avcodec_free_context(codec);
            codec = null;
        }
    }
}
