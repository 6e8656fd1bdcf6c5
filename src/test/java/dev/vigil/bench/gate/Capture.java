package dev.vigil.bench.gate;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import dev.vigil.stream.Frame;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * What the guide's {@code cv2.VideoCapture} does with FFmpeg: every picture of the stream is received, decoded and made
 * one of blue, green and red in its full size, whether anybody looks at it or not. By one thread, where OpenCV's decoder
 * has several, which would cost more.
 */
final class Capture implements AutoCloseable {

    private final AVFormatContext input = new AVFormatContext(null);
    private final AVCodecContext decoder;
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame picture = av_frame_alloc();
    private final int width;
    private final int height;
    private final SwsContext toBgr;
    private final BytePointer bgr;
    private final PointerPointer<BytePointer> bgrPlanes;
    private final IntPointer bgrRow;
    private final SwsContext toModel;
    private final Frame frame;
    private final PointerPointer<BytePointer> framePlanes;
    private final IntPointer frameRow;

    /** @param frame where {@link #shrink()} writes to */
    Capture(String address, Frame frame) throws IOException {
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "rtsp_transport", "tcp", 0);
        int opened = avformat_open_input(input, address, (AVInputFormat) null, options);
        av_dict_free(options);
        if (opened < 0 || avformat_find_stream_info(input, (AVDictionary) null) < 0) {
            throw new IOException("a camera cannot be opened");
        }
        AVCodec codec = avcodec_find_decoder(input.streams(0).codecpar().codec_id());
        decoder = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(decoder, input.streams(0).codecpar());
        if (avcodec_open2(decoder.thread_count(1), codec, (AVDictionary) null) < 0) {
            throw new IOException("a camera's pictures cannot be decoded");
        }
        width = decoder.width();
        height = decoder.height();
        toBgr = sws_getContext(width, height, decoder.pix_fmt(), width, height, AV_PIX_FMT_BGR24, SWS_BICUBIC, null, null,
                (DoublePointer) null);
        bgr = new BytePointer((long) width * height * 3);
        bgrPlanes = planes(bgr);
        bgrRow = new IntPointer(width * 3, 0, 0, 0);
        this.frame = frame;
        double factor = Math.min((double) frame.size().width() / width, (double) frame.size().height() / height);
        frame.pictureWidth = (int) (width * factor) / 2 * 2;
        frame.pictureHeight = (int) (height * factor);
        toModel = sws_getContext(width, height, AV_PIX_FMT_BGR24, frame.pictureWidth, frame.pictureHeight, AV_PIX_FMT_RGB24,
                SWS_BILINEAR, null, null, (DoublePointer) null);
        framePlanes = planes(new BytePointer(frame.pixels()));
        frameRow = new IntPointer(frame.size().width() * 3, 0, 0, 0);
    }

    private static PointerPointer<BytePointer> planes(BytePointer first) {
        PointerPointer<BytePointer> planes = new PointerPointer<>(4);
        planes.zero();
        return planes.put(0, first);
    }

    /** {@code cap.read()}: waits for the next picture; false at the end. */
    boolean read() {
        while (avcodec_receive_frame(decoder, picture) < 0) {
            do {
                av_packet_unref(packet);
                if (av_read_frame(input, packet) < 0) {
                    return false;
                }
            } while (packet.stream_index() != 0);
            avcodec_send_packet(decoder, packet);
        }
        sws_scale(toBgr, picture.data(), picture.linesize(), 0, height, bgrPlanes, bgrRow);
        return true;
    }

    /** Makes the latest picture what the model takes. */
    void shrink() {
        sws_scale(toModel, bgrPlanes, bgrRow, 0, height, framePlanes, frameRow);
        frame.sequence++;
        frame.arrivalNanos = System.nanoTime();
        frame.captureMillis = System.currentTimeMillis();
    }

    @Override
    public void close() {
        sws_freeContext(toModel);
        sws_freeContext(toBgr);
        av_frame_free(picture);
        av_packet_free(packet);
        avcodec_free_context(decoder);
        avformat_close_input(input);
        bgr.close();
    }
}
