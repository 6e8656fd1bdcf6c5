package dev.vigil.stream;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * One sampled picture on its way from a camera to a decision: RGB24, row by row, in native memory, scaled once into
 * the model's input size. The picture keeps its aspect and lies at the top-left; what it does not fill is black. Where
 * a GPU decoded it for an engine that takes it there, it lies {@link #onDevice()} instead, and comes to the host only
 * when somebody asks for its {@link #pixels()}.
 *
 * <p>A frame is reused, never allocated per picture: {@link FrameMailbox} hands it round between one writer and one
 * reader, so its fields need no locking of their own. The stamps are monotonic nanoseconds (0 until set).
 */
public final class Frame {

    private final PictureSize size;
    /** Made when it is first needed: pictures that stay on a device need none. */
    private ByteBuffer pixels;
    /** Made when it is first needed, and kept. */
    private DevicePicture device;
    private boolean brought;
    /** Width and height of the picture that the pixels hold, which may be older than the one on the device. */
    int filledWidth;
    int filledHeight;

    /** Width and height of the part of the frame that holds the picture, at most {@link #size()}. */
    public int pictureWidth;
    public int pictureHeight;
    /** Wall time of the picture in epoch milliseconds: the sender's clock where RTCP gives it, else arrival. */
    public long captureMillis;
    /** Number of this picture among all pictures of its stream, counting the skipped ones. */
    public long sequence;
    /** When its packet arrived: the time that decisions are made on. */
    public long arrivalNanos;
    /** For how long its packet was kept undecoded, because nothing seemed to happen; 0 for most. */
    public long heldNanos;
    /** Whether it is a calm camera's look, the only one in seconds: to see it late is better than not at all. */
    public boolean seldom;
    /** When it lay decoded and scaled, on the host or on the device. */
    public long decodedNanos;
    /** When the batch it is part of was closed. */
    public long batchedNanos;
    /** When the engine had run over that batch. */
    public long inferredNanos;

    public Frame(PictureSize size) {
        this.size = size;
    }

    public PictureSize size() {
        return size;
    }

    /**
     * The pixels, a direct buffer of exactly {@link PictureSize#rgbBytes()}; leave its position and limit alone. Of a
     * picture on a device the first call brings them to the host.
     *
     * @throws PictureLostException where that fails
     */
    public ByteBuffer pixels() {
        if (onDevice() != null && !brought) {
            device.bring(this);
            brought = true;
        }
        return buffer();
    }

    /** The pixels as they are, to be written. */
    ByteBuffer buffer() {
        if (pixels == null) {
            pixels = ByteBuffer.allocateDirect(size.rgbBytes());
        }
        return pixels;
    }

    /** The picture in a GPU's memory, for as long as this frame is out; null where it lies in {@link #pixels()}. */
    public DevicePicture onDevice() {
        return device != null && device.isHeld() ? device : null;
    }

    /** Has it be that picture on the device, by a reference of its own. */
    void hold(AVFrame scaled) throws StreamFault {
        if (device == null) {
            device = new DevicePicture();
        }
        brought = false;
        device.hold(scaled);
        pictureWidth = device.width();
        pictureHeight = device.height();
    }

    /** Gives back a picture on the device, if it has one. */
    void drop() {
        if (device != null) {
            device.drop();
        }
    }

    /** Gives back what only {@link #hold} needs; it is made anew for the next one. */
    void close() {
        if (device != null) {
            device.close();
            device = null;
        }
    }
}
