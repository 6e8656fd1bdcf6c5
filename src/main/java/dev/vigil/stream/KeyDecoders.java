package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_NEW_EXTRADATA;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_new_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A few open decoders for the key pictures of all calm cameras. One for each camera would take 3 MB at 640 x 360, and one
 * for each key picture would have to be opened, and its memory fetched, every time. A key picture needs nothing of what
 * was decoded before but the parameter sets, and these it takes along. For any thread.
 */
final class KeyDecoders {

    /** Open ones; as a rule no more key pictures are in the making at the same time. */
    private static final int MOST = 4;
    private static final Deque<AVCodecContext> IDLE = new ArrayDeque<>();

    private KeyDecoders() {
    }

    /** A decoder of the codec, to be flushed before its key picture; null where there is none. */
    static AVCodecContext take(int codec) {
        synchronized (IDLE) {
            AVCodecContext found = IDLE.stream().filter(one -> one.codec_id() == codec).findFirst().orElse(null);
            IDLE.remove(found);
            return found;
        }
    }

    /** Has the key picture take its stream's parameter sets along, unless it begins with them: parsing them is dear. */
    static void introduce(AVPacket packet, AVCodecParameters parameters) {
        int size = parameters.extradata_size();
        if (packet.size() > size && Pointer.memcmp(packet.data(), parameters.extradata(), size) == 0) {
            return;
        }
        BytePointer room = av_packet_new_side_data(packet, AV_PKT_DATA_NEW_EXTRADATA, size);
        if (room != null) {
            BytePointer.memcpy(room, parameters.extradata(), size);
        }
    }

    /** Takes over a decoder that last decoded a whole key picture, with the options that all cameras' have. */
    static void give(AVCodecContext decoder) {
        boolean followsPackets = decoder.codec_id() == AV_CODEC_ID_H264 || decoder.codec_id() == AV_CODEC_ID_HEVC;
        synchronized (IDLE) {
            if (followsPackets && IDLE.size() < MOST) {
                IDLE.push(decoder);
                return;
            }
        }
        avcodec_free_context(decoder);
    }
}
