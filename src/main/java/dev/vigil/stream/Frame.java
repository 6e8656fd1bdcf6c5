package dev.vigil.stream;

import java.nio.ByteBuffer;

/**
 * One sampled picture on its way from a camera to a decision: RGB24, row by row, in native memory, scaled once into
 * the model's input size. The picture keeps its aspect and lies at the top-left; what it does not fill is black.
 *
 * <p>A frame is reused, never allocated per picture: {@link FrameMailbox} hands it round between one writer and one
 * reader, so its fields need no locking of their own. The stamps are monotonic nanoseconds (0 until set).
 */
public final class Frame {

    private final PictureSize size;
    private final ByteBuffer pixels;

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
    /** When it lay decoded and scaled in {@link #pixels()}. */
    public long decodedNanos;
    /** When the batch it is part of was closed. */
    public long batchedNanos;
    /** When the engine had run over that batch. */
    public long inferredNanos;

    public Frame(PictureSize size) {
        this.size = size;
        this.pixels = ByteBuffer.allocateDirect(size.rgbBytes());
    }

    public PictureSize size() {
        return size;
    }

    /** The pixels, a direct buffer of exactly {@link PictureSize#rgbBytes()}; leave its position and limit alone. */
    public ByteBuffer pixels() {
        return pixels;
    }
}
