package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * H.264 pictures of four colours (red, green over blue, white) with a grey bar that moves along, encoded on the spot.
 * Each picture is a list of NAL units without start codes; a key frame comes every {@link #KEY_EVERY} pictures.
 */
record TestVideo(int width, int height, List<List<byte[]>> pictures) {

    static final int KEY_EVERY = 10;
    private static final int[] RED = {81, 90, 240};
    private static final int[] GREEN = {145, 54, 34};
    private static final int[] BLUE = {41, 240, 110};
    private static final int[] WHITE = {235, 128, 128};
    private static final int[] GREY = {126, 128, 128};

    static TestVideo encode(int width, int height, int count) {
        FFmpeg.init();
        AVCodec codec = avcodec_find_encoder_by_name("libopenh264");
        AVCodecContext context = avcodec_alloc_context3(codec).width(width).height(height)
                .pix_fmt(AV_PIX_FMT_YUV420P).gop_size(KEY_EVERY).bit_rate(2_000_000);
        context.time_base().num(1).den(15);
        context.framerate().num(15).den(1);
        AVFrame frame = av_frame_alloc().width(width).height(height).format(AV_PIX_FMT_YUV420P);
        AVPacket packet = av_packet_alloc();
        List<List<byte[]>> pictures = new ArrayList<>();
        try {
            check(avcodec_open2(context, codec, (AVDictionary) null));
            check(av_frame_get_buffer(frame, 0));
            for (int i = 0; i < count; i++) {
                check(av_frame_make_writable(frame));
                paint(frame, width, height, i);
                frame.pts(i);
                check(avcodec_send_frame(context, frame));
                drain(context, packet, pictures);
            }
            check(avcodec_send_frame(context, null));
            drain(context, packet, pictures);
        } finally {
            av_packet_free(packet);
            av_frame_free(frame);
            avcodec_free_context(context);
        }
        return new TestVideo(width, height, pictures);
    }

    private static void drain(AVCodecContext context, AVPacket packet, List<List<byte[]>> pictures) {
        while (avcodec_receive_packet(context, packet) == 0) {
            byte[] bytes = new byte[packet.size()];
            packet.data().get(bytes);
            pictures.add(nalUnits(bytes));
            av_packet_unref(packet);
        }
    }

    private static void paint(AVFrame frame, int width, int height, int number) {
        int bar = number * 8 % (width / 2) / 2 * 2;
        for (int plane = 0; plane < 3; plane++) {
            int shift = plane == 0 ? 0 : 1;
            BytePointer data = frame.data(plane);
            byte[] row = new byte[width >> shift];
            for (int y = 0; y < height >> shift; y++) {
                for (int x = 0; x < row.length; x++) {
                    int px = x << shift;
                    int py = y << shift;
                    boolean left = px < width / 2;
                    int[] colour = py < height / 2 ? (left ? RED : GREEN) : (left ? BLUE : WHITE);
                    boolean inBar = py < height / 16 && px >= bar && px < bar + 16;
                    row[x] = (byte) (inBar ? GREY : colour)[plane];
                }
                data.position((long) y * frame.linesize(plane)).put(row);
            }
        }
    }

    /** Splits at the start codes 00 00 01 and 00 00 00 01. */
    private static List<byte[]> nalUnits(byte[] annexB) {
        List<byte[]> units = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i + 2 < annexB.length; i++) {
            if (annexB[i] == 0 && annexB[i + 1] == 0 && annexB[i + 2] == 1) {
                if (begin >= 0) {
                    units.add(Arrays.copyOfRange(annexB, begin, annexB[i - 1] == 0 ? i - 1 : i));
                }
                begin = i + 3;
            }
        }
        units.add(Arrays.copyOfRange(annexB, begin, annexB.length));
        return units;
    }

    private static void check(int code) {
        if (code < 0) {
            throw new IllegalStateException("FFmpeg said " + code);
        }
    }
}
