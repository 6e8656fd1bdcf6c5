package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_transfer_data;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * Brings small pictures from a GPU into one place of host memory. FFmpeg 8.1 calls a download done also where the GPU
 * failed at it, and leaves there what was there before: so a mark is put where the picture's last row will be, and a
 * picture that does not cover it has not come.
 */
final class Download implements AutoCloseable {

    private static final byte[] MARK = {-77, 12, 91, -5, 44, 101, -128, 63, 9, -99, 118, -42, 27, 85, -110, 70};

    private final int format;
    private final AVFrame device = av_frame_alloc();
    private final AVFrame host = av_frame_alloc();
    private final byte[] found = new byte[MARK.length];
    private BytePointer lastRow;
    private boolean done;

    private Download(int format) {
        this.format = format;
    }

    /** Of all of a picture, NV12. */
    static Download whole() {
        return new Download(AV_PIX_FMT_NV12);
    }

    /** Of its brightness alone, grey; its colour stays where it is. */
    static Download brightness() {
        return new Download(AV_PIX_FMT_GRAY8);
    }

    /** The picture asked about will be another one. */
    void next() {
        done = false;
    }

    boolean isDone() {
        return done;
    }

    /**
     * The picture in host memory, until the next one; it is brought once.
     *
     * @throws StreamFault where it does not come
     */
    AVFrame of(AVFrame scaled) throws StreamFault {
        if (!done) {
            if (host.width() != scaled.width() || host.height() != scaled.height()) {
                adapt(scaled.width(), scaled.height());
            }
            bring(scaled);
            DevicePictures.check(av_frame_copy_props(host, scaled), "described");
            done = true;
        }
        return host;
    }

    private void adapt(int width, int height) throws StreamFault {
        av_frame_unref(host);
        host.width(width).height(height).format(format);
        DevicePictures.check(av_frame_get_buffer(host, 0), "given memory");
        boolean grey = format == AV_PIX_FMT_GRAY8;
        int plane = grey ? 0 : 1;
        lastRow = host.data(plane).position((grey ? height - 1L : height / 2 - 1L) * host.linesize(plane));
    }

    private void bring(AVFrame scaled) throws StreamFault {
        int marked = Math.min(scaled.width(), MARK.length);
        lastRow.put(MARK, 0, marked);
        DevicePictures.check(av_frame_ref(device, scaled), "looked at on the GPU");
        try {
            if (format == AV_PIX_FMT_GRAY8) {
                // FFmpeg brings as many planes as the source says it has.
                device.data(1, (BytePointer) null);
            }
            DevicePictures.check(av_hwframe_transfer_data(host, device, 0), "brought from the GPU");
        } finally {
            av_frame_unref(device);
        }
        lastRow.get(found, 0, marked);
        for (int i = 0; i < marked; i++) {
            if (found[i] != MARK[i]) {
                return;
            }
        }
        DevicePictures.check(-1, "brought from the GPU");
    }

    @Override
    public void close() {
        av_frame_free(device);
        av_frame_free(host);
    }
}
