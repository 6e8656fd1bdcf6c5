package dev.vigil.rehearsal.rtsp;

import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;

/** FFmpeg's own RTSP client: opens a camera and decodes what it sends. */
public final class FfmpegClient implements AutoCloseable {

    private static final String OPEN_AND_READ_MICROS = "5000000";

    private final AVFormatContext input = new AVFormatContext(null);
    private final AVCodecContext decoder;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame frame = avutil.av_frame_alloc();

    /** What was seen of a stream; each wall time is the sender's, with the moment at which it was read. */
    public record Seen(int pictures, int width, int height, int firstLuma, int broken, List<Duration> delays) {
    }

    /** @throws IllegalStateException with FFmpeg's error code where the camera cannot be opened */
    public FfmpegClient(String host, int port, String path, String user, String password, String transport) {
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "rtsp_transport", transport, 0);
        avutil.av_dict_set(options, "timeout", OPEN_AND_READ_MICROS, 0);
        String url = "rtsp://" + user + ":" + password + "@" + host + ":" + port + path;
        int result = avformat.avformat_open_input(input, url, null, options);
        avutil.av_dict_free(options);
        if (result < 0) {
            throw new IllegalStateException(String.valueOf(result));
        }
        AVCodec codec = avcodec.avcodec_find_decoder(input.streams(0).codecpar().codec_id());
        decoder = avcodec.avcodec_alloc_context3(codec);
        avcodec.avcodec_parameters_to_context(decoder, input.streams(0).codecpar());
        avcodec.avcodec_open2(decoder, codec, new AVDictionary(null));
    }

    /** Reads packets until so many pictures were decoded, or so many packets read. */
    public Seen watch(int pictures, int mostPackets) {
        List<Duration> delays = new ArrayList<>();
        int seen = 0;
        int broken = 0;
        int luma = -1;
        for (int read = 0; seen < pictures && read < mostPackets; read++) {
            if (avformat.av_read_frame(input, packet) < 0) {
                break;
            }
            addDelay(delays);
            if (avcodec.avcodec_send_packet(decoder, packet) < 0) {
                broken++;
            }
            avcodec.av_packet_unref(packet);
            while (avcodec.avcodec_receive_frame(decoder, frame) >= 0) {
                luma = seen++ == 0 ? frame.data(0).get() & 0xff : luma;
            }
        }
        return new Seen(seen, decoder.width(), decoder.height(), luma, broken, delays);
    }

    /** Producer reference time: microseconds of the sender's wall clock, first field of the side data. */
    private void addDelay(List<Duration> delays) {
        try (SizeTPointer size = new SizeTPointer(1)) {
            BytePointer time = avcodec.av_packet_get_side_data(packet, avcodec.AV_PKT_DATA_PRFT, size);
            if (time != null && !time.isNull()) {
                long micros = time.capacity(size.get()).asByteBuffer().order(ByteOrder.nativeOrder()).getLong();
                delays.add(Duration.between(Instant.EPOCH.plusNanos(micros * 1000), Instant.now()));
            }
        }
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(decoder);
        avformat.avformat_close_input(input);
    }
}
