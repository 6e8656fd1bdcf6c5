package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_CUDA;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_ctx_create;

import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jboss.logging.Logger;

/**
 * The GPU that decodes for all streams of the process: opened when the first one asks, and kept. It is opened on the
 * device's primary context, which is the one that engines use, so that they can read its pictures where they lie.
 */
final class DecodingDevice {

    private static final Logger LOG = Logger.getLogger(DecodingDevice.class);
    private static final int PRIMARY_CONTEXT = 1; // AV_CUDA_USE_PRIMARY_CONTEXT

    private static boolean tried;
    private static volatile boolean shared;
    private static AVBufferRef device;
    private static int code;

    private DecodingDevice() {
    }

    /** A reference of the caller's own to FFmpeg's context of the device; null where there is none. */
    static synchronized AVBufferRef reference() {
        if (!tried) {
            tried = true;
            FFmpeg.init();
            device = opened(PRIMARY_CONTEXT);
            shared = device != null;
            if (!shared) {
                // FFmpeg refuses it where somebody made it wait for the GPU in another way than FFmpeg wants.
                device = opened(0);
                if (device != null) {
                    LOG.warn("the GPU's decoder has a context of its own: its pictures come to engines by the host");
                }
            }
        }
        return device == null ? null : av_buffer_ref(device);
    }

    private static AVBufferRef opened(int flags) {
        AVBufferRef made = new AVBufferRef(null);
        code = av_hwdevice_ctx_create(made, AV_HWDEVICE_TYPE_CUDA, (String) null, (AVDictionary) null, flags);
        return code < 0 ? null : made;
    }

    /** Whether engines can read its pictures where they lie; once there is a reference. */
    static boolean shared() {
        return shared;
    }

    /** Why there is none. */
    static synchronized String why() {
        return "CUDA decoding cannot be started: there is no NVIDIA driver or no GPU (FFmpeg's error " + code + ")";
    }
}
