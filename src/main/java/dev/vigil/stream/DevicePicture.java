package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.LongPointer;

/**
 * A reference to a picture where a GPU's decoder and scaler left it: NV12, that is a plane of brightness and one of
 * colour in pairs, half as wide and high, in device memory of the primary context. For as long as it is held nobody
 * else writes there. Used again and again; for one thread at a time.
 */
public final class DevicePicture implements AutoCloseable {

    private final AVFrame picture = av_frame_alloc();
    // Views into the picture, made once.
    private final LongPointer planes = new LongPointer(picture.data());
    private final IntPointer rowBytes = picture.linesize();
    private final Colours colours = new Colours();
    private boolean held;
    private boolean closed;

    /** Takes a reference of its own, in place of the one it has. */
    void hold(AVFrame scaled) throws StreamFault {
        drop();
        if (av_frame_ref(picture, scaled) < 0) {
            throw new StreamFault(BlindCause.BROKEN, "a picture on the GPU cannot be kept");
        }
        colours.of(picture);
        held = true;
    }

    /**
     * Takes a reference of its own to what the other one holds, in place of the one it has.
     *
     * @throws PictureLostException where there is no memory for it
     */
    public void share(DevicePicture other) {
        try {
            hold(other.picture);
        } catch (StreamFault noMemory) {
            throw new PictureLostException(noMemory.getMessage());
        }
    }

    /** Gives the picture back, if it holds one. */
    public void drop() {
        if (held) {
            held = false;
            av_frame_unref(picture);
        }
    }

    public boolean isHeld() {
        return held;
    }

    /** In pixels, even. */
    public int width() {
        return picture.width();
    }

    /** In pixels, even. */
    public int height() {
        return picture.height();
    }

    /** Address of the brightness, one byte a pixel. */
    public long luma() {
        return planes.get(0);
    }

    /** Address of the colour: U and V, one byte each, for each two by two pixels. */
    public long chroma() {
        return planes.get(1);
    }

    /** Bytes from one row of the brightness to the next. */
    public int lumaRowBytes() {
        return rowBytes.get(0);
    }

    /** Bytes from one row of the colour to the next. */
    public int chromaRowBytes() {
        return rowBytes.get(1);
    }

    /** How it becomes RGB. */
    public Colours colours() {
        return colours;
    }

    /**
     * Writes it into the frame's pixels, as a picture that was decoded on the host: one download.
     *
     * @throws PictureLostException where that fails
     */
    void bring(Frame frame) {
        try (PictureScaler scaler = new PictureScaler(frame.size()); Download download = Download.whole()) {
            scaler.scale(DevicePictures.isOnDevice(picture) ? download.of(picture) : picture, frame);
        } catch (StreamFault failed) {
            throw new PictureLostException(failed.getMessage());
        }
    }

    /** Gives back what it holds and its own memory; a second call does nothing. */
    @Override
    public void close() {
        drop();
        if (!closed) {
            closed = true;
            av_frame_free(picture);
        }
    }
}
