package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_transfer_data;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** Brings the brightness of a small picture from the GPU, and leaves its colour there. */
final class DeviceBrightness implements AutoCloseable {

    private final AVFrame luma = av_frame_alloc();
    private final AVFrame host = av_frame_alloc();
    private boolean done;

    /** The picture asked about will be another one. */
    void next() {
        done = false;
    }

    /** A grey picture in host memory, until the next one. */
    AVFrame of(AVFrame scaled) throws StreamFault {
        if (done) {
            return host;
        }
        if (host.width() != scaled.width() || host.height() != scaled.height()) {
            av_frame_unref(host);
            host.width(scaled.width()).height(scaled.height()).format(AV_PIX_FMT_GRAY8);
            DevicePictures.check(av_frame_get_buffer(host, 0), "given memory");
        }
        DevicePictures.check(av_frame_ref(luma, scaled), "looked at on the GPU");
        try {
            // FFmpeg brings as many planes as the source says it has.
            luma.data(1, (BytePointer) null);
            DevicePictures.check(av_hwframe_transfer_data(host, luma, 0), "brought from the GPU");
        } finally {
            av_frame_unref(luma);
        }
        done = true;
        return host;
    }

    @Override
    public void close() {
        av_frame_free(luma);
        av_frame_free(host);
    }
}
