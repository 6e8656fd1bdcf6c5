package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_CUDA;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_ctx_create;

import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** The GPU that decodes for all streams of the process: opened when the first one asks, and kept. */
final class DecodingDevice {

    private static boolean tried;
    private static AVBufferRef device;
    private static int code;

    private DecodingDevice() {
    }

    /** A reference of the caller's own to FFmpeg's context of the device; null where there is none. */
    static synchronized AVBufferRef reference() {
        if (!tried) {
            tried = true;
            FFmpeg.init();
            AVBufferRef made = new AVBufferRef(null);
            code = av_hwdevice_ctx_create(made, AV_HWDEVICE_TYPE_CUDA, (String) null, (AVDictionary) null, 0);
            device = code < 0 ? null : made;
        }
        return device == null ? null : av_buffer_ref(device);
    }

    /** Why there is none. */
    static synchronized String why() {
        return "CUDA decoding cannot be started: there is no NVIDIA driver or no GPU (FFmpeg's error " + code + ")";
    }
}
