package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_PRFT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_DICT_IGNORE_SUFFIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set_int;

import java.time.Duration;
import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * One opened source and its video packets. For one thread; every wait is bounded by the {@link ReadDeadline}. A
 * camera's stream is not probed: the SDP names the codec, and the first picture tells the rest.
 */
final class StreamConnection implements AutoCloseable {

    private static final Duration FAREWELL = Duration.ofMillis(300);

    /** FFmpeg's RTSP client cuts off what is longer, and would then try a wrong password. */
    private static final int LONGEST_USER_INFO = 127;

    private final ReadDeadline deadline;
    private final AVFormatContext context;
    private final AVStream video;
    private final AVPacket packet;
    private final double tickNanos;
    private final SizeTPointer noSize = new SizeTPointer();

    /** @throws StreamFault where it cannot be opened or holds no video; nothing is left open then */
    StreamConnection(VideoSource source, StreamSettings settings, ReadDeadline deadline) throws StreamFault {
        if (source.userInfoLength() > LONGEST_USER_INFO) {
            throw new StreamFault(BlindCause.REFUSED,
                    "user and password are longer than " + LONGEST_USER_INFO + " characters (percent-encoded)");
        }
        FFmpeg.init();
        this.deadline = deadline;
        deadline.allow(settings.openTimeout());
        context = open(source, settings, deadline);
        if (source.isFile()) {
            // Not every container names its streams, their rate and length at once.
            avformat_find_stream_info(context, (AVDictionary) null);
        }
        AVStream found = findVideo(context);
        if (found == null) {
            deadline.allowFarewell(FAREWELL);
            avformat_close_input(context);
            throw new StreamFault(BlindCause.BROKEN, "it offers no video");
        }
        video = found;
        tickNanos = tickSeconds() * 1e9;
        packet = av_packet_alloc();
    }

    private static AVFormatContext open(VideoSource source, StreamSettings settings, ReadDeadline deadline)
            throws StreamFault {
        AVFormatContext context = avformat_alloc_context();
        deadline.installIn(context.interrupt_callback());
        AVDictionary options = new AVDictionary(null);
        String location = source.location();
        AVInputFormat format = null;
        if (source.isFile()) {
            location = "file:" + location;
        } else {
            format = av_find_input_format("rtsp");
            av_dict_set(options, "rtsp_transport", source.transport().name().toLowerCase(Locale.ROOT), 0);
            av_dict_set(options, "allowed_media_types", "video", 0);
            // A second bound on each socket operation, longer than the deadline, which knows what is being waited for.
            Duration bound = settings.openTimeout().plus(settings.stallTimeout());
            av_dict_set_int(options, "timeout", bound.toNanos() / 1000, 0);
        }
        try {
            int code = avformat_open_input(context, location, format, options);
            if (code < 0) {
                // FFmpeg has freed the context.
                throw deadline.passed()
                        ? new StreamFault(BlindCause.UNREACHABLE,
                                "no answer within " + settings.openTimeout().toMillis() + " ms")
                        : FFmpeg.openFault(code);
            }
            AVDictionaryEntry left = av_dict_get(options, "", null, AV_DICT_IGNORE_SUFFIX);
            if (left != null) {
                String name = left.key().getString();
                avformat_close_input(context);
                throw new IllegalStateException("this FFmpeg does not know the option " + name);
            }
            return context;
        } finally {
            av_dict_free(options);
        }
    }

    private static AVStream findVideo(AVFormatContext context) {
        for (int i = 0; i < context.nb_streams(); i++) {
            AVStream stream = context.streams(i);
            if (stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
                return stream;
            }
        }
        return null;
    }

    /** What the source says of its video; valid while it is open. */
    AVCodecParameters parameters() {
        return video.codecpar();
    }

    /** Frames per second as the source declares it, 0 where it does not. */
    double declaredRate() {
        AVRational rate = video.avg_frame_rate();
        return rate.num() <= 0 || rate.den() <= 0 ? 0 : (double) rate.num() / rate.den();
    }

    /** Seconds of one tick of the stamps of packets and pictures. */
    double tickSeconds() {
        AVRational base = video.time_base();
        return (double) base.num() / base.den();
    }

    /** How long the source says it is, in microseconds; 0 where it does not. */
    long durationMicros() {
        return Math.max(0, context.duration());
    }

    /**
     * Waits for the next video packet, which lies in {@link #packet()} until the next call.
     *
     * @throws StreamFault STALLED when the deadline passed, ENDED at the end, BROKEN where it makes no sense
     */
    void read() throws StreamFault {
        do {
            av_packet_unref(packet);
            int code = av_read_frame(context, packet);
            if (code < 0) {
                throw deadline.passed()
                        ? new StreamFault(BlindCause.STALLED, "no video packet in time")
                        : FFmpeg.readFault(code);
            }
            // Other media may flow on while the video is stuck: they do not move the deadline, nor may they pass it.
            if (packet.stream_index() != video.index() && deadline.passed()) {
                throw new StreamFault(BlindCause.STALLED, "no video packet in time");
            }
        } while (packet.stream_index() != video.index());
    }

    AVPacket packet() {
        return packet;
    }

    /** The sender's time for this packet in nanoseconds from anywhere, or {@link PacketTimes#NOT_SAID}. */
    long stampNanos() {
        long ticks = packet.pts();
        return ticks == AV_NOPTS_VALUE ? PacketTimes.NOT_SAID : Math.round(ticks * tickNanos);
    }

    /** The sender's wall clock for this packet in epoch microseconds, as RTCP gave it, or NOT_SAID. */
    long senderMicros() {
        if (packet.side_data_elems() == 0) {
            return PacketTimes.NOT_SAID;
        }
        BytePointer reference = av_packet_get_side_data(packet, AV_PKT_DATA_PRFT, noSize);
        // AVProducerReferenceTime begins with its int64 wallclock.
        return reference == null ? PacketTimes.NOT_SAID : reference.getLong();
    }

    /** Takes leave of the camera (briefly, even when it hangs) and frees everything. */
    @Override
    public void close() {
        deadline.allowFarewell(FAREWELL);
        av_packet_free(packet);
        avformat_close_input(context);
        noSize.close();
    }
}
