package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_get_ref_count;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_transfer_data;

import java.util.Random;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A picture as a GPU's scaler leaves it, but in the host's memory. */
public final class Nv12Picture implements AutoCloseable {

    private final AVFrame picture;

    /**
     * Waves of light and colour, with as much noise on them.
     *
     * @param align bytes that rows begin at a multiple of
     * @param space FFmpeg's number of a colour space
     * @param full  whether black is 0 and white 255
     * @param noise 0 for none; up to 255
     */
    public Nv12Picture(int width, int height, int align, int space, boolean full, int noise) {
        FFmpeg.init();
        picture = av_frame_alloc().width(width).height(height).format(AV_PIX_FMT_NV12).colorspace(space)
                .color_range(full ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
        picture.sample_aspect_ratio().num(1).den(1);
        if (av_frame_get_buffer(picture, align) < 0) {
            throw new IllegalStateException("no memory for a picture");
        }
        Random random = new Random(width * 31L + height);
        int least = full ? 0 : 16;
        fill(0, width, height, 1, least, full ? 255 : 235, noise, random);
        fill(1, width, height / 2, 2, least, full ? 255 : 240, noise, random);
    }

    private void fill(int plane, int rowBytes, int rows, int step, int least, int most, int noise, Random random) {
        byte[] row = new byte[rowBytes];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < rowBytes; x++) {
                double wave = Math.sin(x / step * step * 0.021 + x % step * 2) * Math.cos(y * step * 0.017 + x % step);
                double value = least + (most - least) * (0.5 + 0.5 * wave) + noise * (random.nextDouble() - 0.5);
                row[x] = (byte) Math.round(Math.max(least, Math.min(most, value)));
            }
            picture.data(plane).position((long) y * picture.linesize(plane)).put(row);
        }
    }

    /** Its frame as a host makes it, by swscale. */
    public Frame onHost(PictureSize size) {
        Frame frame = new Frame(size);
        try (PictureScaler scaler = new PictureScaler(size)) {
            scaler.scale(picture, frame);
            return frame;
        } catch (StreamFault e) {
            throw new IllegalStateException(e);
        }
    }

    void scaleInto(Frame frame, PictureScaler scaler) throws StreamFault {
        scaler.scale(picture, frame);
    }

    /** Puts it into a picture on a device. */
    void upload(AVFrame onDevice) throws StreamFault {
        DevicePictures.check(av_hwframe_transfer_data(onDevice, picture, 0), "brought to the GPU");
        av_frame_copy_props(onDevice, picture);
    }

    /** A frame that refers to it; {@link #drop} gives it back. */
    public Frame onDevice(PictureSize size) {
        Frame frame = new Frame(size);
        holdIn(frame);
        return frame;
    }

    /** Has the frame refer to it. */
    public void holdIn(Frame frame) {
        try {
            frame.hold(picture);
        } catch (StreamFault e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes the picture from a frame, as a mailbox does, and frees what the frame had for it. */
    public static void drop(Frame frame) {
        frame.drop();
        frame.close();
    }

    /** How many refer to it beside itself. */
    public int references() {
        return av_buffer_get_ref_count(picture.buf(0)) - 1;
    }

    @Override
    public void close() {
        av_frame_free(picture);
    }
}
