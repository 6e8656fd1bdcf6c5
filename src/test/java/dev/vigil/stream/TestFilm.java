package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A video file made on the spot; the name says which container.
 *
 * @param codec      FFmpeg's name of the encoder
 * @param bPictures  pictures between two others that are stored after both
 * @param pixelWidth width of a pixel over its height, a whole number
 */
public record TestFilm(String codec, int width, int height, int rate, int bPictures, int pixelWidth) {

    /** H.264 at 640x360. */
    public static TestFilm h264(int rate) {
        return new TestFilm("libopenh264", 640, 360, rate, 0, 1);
    }

    /** Writes {@code count} pictures, as they are given for 0, 1, 2, ... */
    public void write(Path file, int count, IntFunction<BufferedImage> pictures) {
        FFmpeg.init();
        AVCodec encoder = avcodec_find_encoder_by_name(codec);
        AVFormatContext format = new AVFormatContext(null);
        check(avformat_alloc_output_context2(format, null, null, file.toString()));
        AVCodecContext context = avcodec_alloc_context3(encoder).width(width).height(height)
                .pix_fmt(AV_PIX_FMT_YUV420P).gop_size(rate).bit_rate(1_000_000).max_b_frames(bPictures)
                .thread_count(1);
        if ((format.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
            context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        context.time_base().num(1).den(rate);
        context.framerate().num(rate).den(1);
        context.sample_aspect_ratio().num(pixelWidth).den(1);
        AVFrame frame = av_frame_alloc().width(width).height(height).format(AV_PIX_FMT_YUV420P);
        AVPacket packet = av_packet_alloc();
        AVIOContext out = new AVIOContext(null);
        try {
            check(avcodec_open2(context, encoder, (AVDictionary) null));
            check(av_frame_get_buffer(frame, 0));
            AVStream stream = avformat_new_stream(format, null);
            check(avcodec_parameters_from_context(stream.codecpar(), context));
            stream.time_base().num(1).den(rate);
            stream.avg_frame_rate().num(rate).den(1);
            stream.sample_aspect_ratio().num(pixelWidth).den(1);
            check(avio_open(out, file.toString(), AVIO_FLAG_WRITE));
            format.pb(out);
            check(avformat_write_header(format, (AVDictionary) null));
            for (int i = 0; i < count; i++) {
                check(av_frame_make_writable(frame));
                copy(pictures.apply(i), frame);
                frame.pts(i);
                check(avcodec_send_frame(context, frame));
                drain(context, packet, format, stream);
            }
            check(avcodec_send_frame(context, null));
            drain(context, packet, format, stream);
            check(av_write_trailer(format));
        } finally {
            avio_closep(out);
            av_packet_free(packet);
            av_frame_free(frame);
            avcodec_free_context(context);
            avformat_free_context(format);
        }
    }

    private static void drain(AVCodecContext context, AVPacket packet, AVFormatContext format, AVStream stream) {
        while (avcodec_receive_packet(context, packet) == 0) {
            av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
            packet.stream_index(0);
            check(av_interleaved_write_frame(format, packet));
        }
    }

    /** BT.601, limited range. */
    private void copy(BufferedImage picture, AVFrame frame) {
        int[] rgb = picture.getRGB(0, 0, width, height, null, 0, width);
        for (int plane = 0; plane < 3; plane++) {
            int step = plane == 0 ? 1 : 2;
            byte[] row = new byte[width / step];
            for (int y = 0; y < height; y += step) {
                for (int x = 0; x < width; x += step) {
                    row[x / step] = (byte) value(plane, rgb[y * width + x]);
                }
                frame.data(plane).position((long) y / step * frame.linesize(plane)).put(row);
            }
        }
    }

    private static long value(int plane, int rgb) {
        int r = rgb >> 16 & 0xff;
        int g = rgb >> 8 & 0xff;
        int b = rgb & 0xff;
        return switch (plane) {
            case 0 -> Math.round(16 + 0.257 * r + 0.504 * g + 0.098 * b);
            case 1 -> Math.round(128 - 0.148 * r - 0.291 * g + 0.439 * b);
            default -> Math.round(128 + 0.439 * r - 0.368 * g - 0.071 * b);
        };
    }

    private static void check(int code) {
        if (code < 0) {
            throw new IllegalStateException("FFmpeg said " + code);
        }
    }
}
