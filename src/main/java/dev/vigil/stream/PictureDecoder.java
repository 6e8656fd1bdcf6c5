package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_LOW_DELAY;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Packets in, whole pictures out; damaged ones are counted and kept back. One thread; a camera's with low delay: a
 * picture comes out as soon as its packet is in. A change of resolution in mid-stream is followed by itself.
 */
final class PictureDecoder implements AutoCloseable {

    /** 8K; beyond that a stream is nonsense, and its pictures would fill the memory. */
    private static final long MOST_PIXELS = 7680L * 4320;

    private final AVCodecParameters parameters;
    private final StreamCounters counters;
    private final int flags;
    /** Null while the decoder rests. */
    private AVCodecContext context;
    private double declaredRate;
    private final AVFrame picture = av_frame_alloc();
    /** Only where a GPU decodes. */
    private final DevicePictures onDevice;
    private final int again = AVERROR_EAGAIN();

    /**
     * @param parameters must stay valid until it is closed
     * @param device     a reference to the GPU that is to decode, which it takes over; null for the CPU
     * @param size       that pictures from a GPU are shrunk to before they are brought to the host
     */
    PictureDecoder(AVCodecParameters parameters, StreamCounters counters, AVBufferRef device, PictureSize size)
            throws StreamFault {
        this(parameters, counters, AV_CODEC_FLAG_LOW_DELAY, device, size);
    }

    /** For files, where pictures may be stored out of order and there is time to put them right. */
    static PictureDecoder ofFile(AVCodecParameters parameters, StreamCounters counters) throws StreamFault {
        return new PictureDecoder(parameters, counters, 0, null, null);
    }

    private PictureDecoder(AVCodecParameters parameters, StreamCounters counters, int flags, AVBufferRef device,
            PictureSize size) throws StreamFault {
        this.parameters = parameters;
        this.counters = counters;
        this.flags = flags;
        this.onDevice = device == null ? null : new DevicePictures(size);
        open(device);
    }

    private void open(AVBufferRef device) throws StreamFault {
        AVCodec codec = avcodec_find_decoder(parameters.codec_id());
        context = codec == null ? null : avcodec_alloc_context3(codec);
        if (context != null && device != null) {
            context.hw_device_ctx(device);
        } else if (device != null) {
            av_buffer_unref(device);
        }
        if (codec == null
                || avcodec_parameters_to_context(context, parameters) < 0
                || avcodec_open2(prepared(context), codec, (AVDictionary) null) < 0) {
            close();
            throw new StreamFault(BlindCause.BROKEN,
                    "cannot decode " + avcodec_get_name(parameters.codec_id()).getString());
        }
    }

    private AVCodecContext prepared(AVCodecContext context) {
        return context.thread_count(1).max_pixels(MOST_PIXELS).flags(context.flags() | flags);
    }

    /** Hands a packet to the decoder; then call {@link #next()} until it says no. */
    void send(AVPacket packet) {
        if (avcodec_send_packet(context, packet) < 0) {
            counters.decodeError();
        }
    }

    /** No packet will follow: the pictures that were kept back come out. */
    void drain() {
        avcodec_send_packet(context, null);
    }

    /**
     * Forgets all packets: the next one must be a key picture's.
     *
     * @throws StreamFault when it rested and cannot be opened again
     */
    void flush() throws StreamFault {
        if (context == null) {
            open(null);
        } else {
            avcodec_flush_buffers(context);
        }
    }

    /**
     * Decodes a key picture by itself and at once; afterwards only {@link #flush()} makes the decoder fit for others. Its
     * memory, 3 MB at 640 x 360, is given back until then: not where a GPU decodes, which would have to set up a session
     * each time, nor where the parameter sets came with an earlier packet.
     *
     * @return whether a whole picture came out
     * @throws StreamFault when a decoder cannot be opened
     */
    boolean decodeApart(AVPacket packet) throws StreamFault {
        boolean rests = onDevice == null && parameters.extradata_size() > 0;
        if (rests && context == null) {
            context = KeyDecoders.take(parameters.codec_id());
        }
        flush();
        if (rests) {
            KeyDecoders.introduce(packet, parameters);
        }
        send(packet);
        drain();
        boolean whole = next();
        if (rests) {
            rest(whole);
        }
        return whole;
    }

    private void rest(boolean fitForOthers) {
        declaredRate = declaredRate();
        if (fitForOthers) {
            KeyDecoders.give(context);
        } else {
            avcodec_free_context(context);
        }
        context = null;
    }

    /** Whether one more whole picture came out; it lies in {@link #picture()} until the next call. */
    boolean next() {
        int code;
        if (onDevice != null) {
            onDevice.next();
        }
        while ((code = avcodec_receive_frame(context, picture)) >= 0) {
            if ((picture.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) == 0 && picture.decode_error_flags() == 0) {
                return true;
            }
            counters.decodeError();
        }
        if (code != again && code != AVERROR_EOF) {
            counters.decodeError();
        }
        return false;
    }

    /** Gives back the latest picture's memory, some 350 KB at 640 x 360, before there is a next one. */
    void dropPicture() {
        av_frame_unref(picture);
    }

    /** The picture, which may lie in a GPU's memory. */
    AVFrame picture() {
        return picture;
    }

    /**
     * The picture in host memory: as it is, or shrunk where a GPU decoded it; until the next call of {@link #next()}.
     *
     * @throws StreamFault where the GPU fails at it
     */
    AVFrame hostPicture() throws StreamFault {
        return DevicePictures.isOnDevice(picture) ? onDevice.download(picture) : picture;
    }

    /**
     * A picture whose brightness lies in host memory, and perhaps nothing else of it does.
     *
     * @throws StreamFault where the GPU fails at it
     */
    AVFrame brightness() throws StreamFault {
        return DevicePictures.isOnDevice(picture) ? onDevice.brightness(picture) : picture;
    }

    /** Has a GPU's pictures be shrunk into that size from the next one on. */
    void fit(PictureSize size) {
        if (onDevice != null) {
            onDevice.fit(size);
        }
    }

    /**
     * The picture shrunk in a GPU's memory, where engines can read it; null where it lies elsewhere.
     *
     * @throws StreamFault where the GPU fails at it
     */
    AVFrame devicePicture() throws StreamFault {
        return DevicePictures.isOnDevice(picture) && DecodingDevice.shared() ? onDevice.scaled(picture) : null;
    }

    /** FFmpeg's short name of the codec. */
    String codecName() {
        return avcodec_get_name(parameters.codec_id()).getString();
    }

    /** Frames per second as the stream itself declares it, 0 where it does not. */
    double declaredRate() {
        if (context == null) {
            return declaredRate;
        }
        int num = context.framerate().num();
        int den = context.framerate().den();
        return num <= 0 || den <= 0 ? 0 : (double) num / den;
    }

    @Override
    public void close() {
        av_frame_free(picture);
        if (onDevice != null) {
            onDevice.close();
        }
        if (context != null) {
            avcodec_free_context(context);
        }
    }
}
