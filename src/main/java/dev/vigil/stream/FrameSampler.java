package dev.vigil.stream;

import dev.vigil.time.TimeSource;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Numbers the pictures of a stream, and sends every N-th on, scaled and stamped; the count runs on across connections.
 * Pictures that are not decoded are counted as well.
 */
final class FrameSampler implements AutoCloseable {

    private final int frameSkip;
    private final int alarmedFrameSkip;
    private final FrameMailbox mailbox;
    private PictureScaler scaler;
    private final CaptureClock clock;
    private final StreamCounters counters;
    private final TimeSource time;
    private int every;
    private long number;
    private long due;
    private long fromNanos;
    private boolean fromKnown;

    FrameSampler(StreamSettings settings, FrameMailbox mailbox, CaptureClock clock, StreamCounters counters,
            TimeSource time) {
        this.frameSkip = settings.frameSkip();
        this.alarmedFrameSkip = Math.min(frameSkip, settings.gating().alarmedFrameSkip());
        this.mailbox = mailbox;
        this.scaler = new PictureScaler(mailbox.size());
        this.clock = clock;
        this.counters = counters;
        this.time = time;
        every = frameSkip;
        due = frameSkip;
    }

    /** The number of the picture whose packet has arrived. */
    long nextNumber() {
        return ++number;
    }

    /** How often pictures are sampled from the next sample on. */
    void everyNth(boolean alarmed) {
        every = alarmed ? alarmedFrameSkip : frameSkip;
    }

    /** What arrived before that is not sampled, however it is decoded now. */
    void nothingBefore(long nanos) {
        if (!fromKnown || nanos - fromNanos > 0) {
            fromNanos = nanos;
            fromKnown = true;
        }
    }

    /** Whether a picture is to be sampled. */
    boolean isDue(long picture, long arrivalNanos) {
        return picture >= due && (!fromKnown || arrivalNanos - fromNanos >= 0);
    }

    /** How many pictures come before the next one that is to be sampled. */
    long beforeDue() {
        return Math.max(0, due - number - 1);
    }

    /** Waits for the reader to take the frame that was sent on last; false where it has not after that time. */
    boolean awaitTaken(long nanos) {
        return mailbox.awaitTaken(nanos);
    }

    /**
     * Sends a picture on that is due.
     *
     * @param decoder      has it
     * @param arrivalNanos when its packet arrived, monotonic
     * @param senderMicros the sender's clock for it in epoch microseconds, or {@link PacketTimes#NOT_SAID}
     * @param heldNanos    for how long its packet was kept undecoded
     */
    void sample(PictureDecoder decoder, long arrivalNanos, long senderMicros, long itsNumber, long heldNanos)
            throws StreamFault {
        due = (itsNumber / every + 1) * every;
        send(decoder, arrivalNanos, senderMicros, itsNumber, heldNanos, false);
    }

    /** Sends a picture on out of turn; nothing that arrived before it will follow. */
    void glance(PictureDecoder decoder, long arrivalNanos, long senderMicros, long itsNumber) throws StreamFault {
        nothingBefore(arrivalNanos + 1);
        send(decoder, arrivalNanos, senderMicros, itsNumber, 0, true);
    }

    /** Pictures will be sent on seldom: gives memory back. */
    void rest() {
        scaler.rest();
        mailbox.rest();
    }

    private void send(PictureDecoder decoder, long arrivalNanos, long senderMicros, long itsNumber, long heldNanos,
            boolean seldom) throws StreamFault {
        Frame frame = mailbox.claim();
        boolean filled = false;
        try {
            fill(frame, decoder);
            frame.sequence = itsNumber;
            frame.captureMillis = clock.label(arrivalNanos, senderMicros);
            frame.arrivalNanos = arrivalNanos;
            frame.heldNanos = heldNanos;
            frame.seldom = seldom;
            frame.decodedNanos = time.nanos();
            frame.batchedNanos = 0;
            frame.inferredNanos = 0;
            filled = true;
        } finally {
            if (!filled) {
                mailbox.release(frame);
            }
        }
        counters.publishedOne();
        mailbox.publish(frame);
    }

    private void fill(Frame frame, PictureDecoder decoder) throws StreamFault {
        PictureSize size = frame.size();
        decoder.fit(size);
        AVFrame onDevice = handsOver() ? decoder.devicePicture() : null;
        // Just after a change of models it may have been shrunk for the one before.
        if (onDevice != null && onDevice.width() <= size.width() && onDevice.height() <= size.height()) {
            frame.hold(onDevice);
        } else {
            scaler = scaler.of(size);
            scaler.scale(decoder.hostPicture(), frame);
        }
    }

    /** Whether pictures are left on the device where the decoder has them there, so that none are brought down. */
    boolean handsOver() {
        return mailbox.takesDevicePictures();
    }

    @Override
    public void close() {
        scaler.close();
        mailbox.close();
    }
}
