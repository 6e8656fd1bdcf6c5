package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_CUDA;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jboss.logging.Logger;

/**
 * Decides where one stream is decoded. A GPU has decoders and memory for so many streams only, and for some codecs: a
 * stream that it does not take, or fails at, is decoded on the CPU from then on; that is counted and said once.
 */
final class StreamDecoding {

    private static final Logger LOG = Logger.getLogger(StreamDecoding.class);
    /** That there is no GPU at all is the same news for every camera. */
    private static final AtomicBoolean ABSENCE_TOLD = new AtomicBoolean();

    private final String label;
    private final DecoderKind kind;
    private final PictureSize size;
    private final StreamCounters counters;
    private boolean onGpu;
    private boolean checked;

    StreamDecoding(String label, DecoderKind kind, PictureSize size, StreamCounters counters) {
        this.size = size;
        this.label = label;
        this.kind = kind;
        this.counters = counters;
        onGpu = kind != DecoderKind.CPU;
    }

    /** A decoder for a new connection. */
    PictureDecoder open(AVCodecParameters parameters) throws StreamFault {
        checked = false;
        AVBufferRef device = onGpu ? DecodingDevice.reference() : null;
        if (onGpu && device == null) {
            noDevice();
        }
        return new PictureDecoder(parameters, counters, device, size);
    }

    /** The first picture of a connection tells where it was decoded: FFmpeg turns to the CPU by itself. */
    void picture(AVFrame picture) {
        if (onGpu && !checked && picture.format() != AV_PIX_FMT_CUDA) {
            fallBack("the GPU takes no more streams, or not this codec");
        }
        checked = true;
    }

    /** The connection came to an end. */
    void ended(StreamFault fault) {
        if (onGpu && fault.blindCause() == BlindCause.BROKEN) {
            fallBack(fault.getMessage());
        }
    }

    private void noDevice() {
        onGpu = false;
        counters.decoderFallback();
        if (ABSENCE_TOLD.compareAndSet(false, true)) {
            LOG.logf(kind == DecoderKind.NVDEC ? Logger.Level.WARN : Logger.Level.INFO,
                    "decoder %s: all cameras are decoded on the CPU: %s", kind.name().toLowerCase(Locale.ROOT),
                    DecodingDevice.why());
        }
    }

    private void fallBack(String why) {
        onGpu = false;
        counters.decoderFallback();
        LOG.warnf("camera %s: decoded on the CPU from now on: %s", label, why);
    }
}
