package dev.vigil.stream;

import dev.vigil.time.TimeSource;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Sends every N-th decoded picture of a stream on, scaled and stamped; the count runs on across connections. */
final class FrameSampler implements AutoCloseable {

    private final int frameSkip;
    private final FrameMailbox mailbox;
    private PictureScaler scaler;
    private final CaptureClock clock;
    private final StreamCounters counters;
    private final TimeSource time;
    private long sequence;

    FrameSampler(int frameSkip, FrameMailbox mailbox, CaptureClock clock, StreamCounters counters, TimeSource time) {
        this.frameSkip = frameSkip;
        this.mailbox = mailbox;
        this.scaler = new PictureScaler(mailbox.size());
        this.clock = clock;
        this.counters = counters;
        this.time = time;
    }

    /**
     * Takes one decoded picture.
     *
     * @param arrivalNanos when its packet arrived, monotonic
     * @param senderMicros the sender's clock for it in epoch microseconds, or {@link PacketTimes#NOT_SAID}
     */
    void picture(AVFrame picture, long arrivalNanos, long senderMicros) throws StreamFault {
        sequence++;
        if (sequence % frameSkip != 0) {
            return;
        }
        Frame frame = mailbox.claim();
        boolean filled = false;
        try {
            scaler = scaler.of(frame.size());
            scaler.scale(picture, frame);
            frame.sequence = sequence;
            frame.captureMillis = clock.label(arrivalNanos, senderMicros);
            frame.arrivalNanos = arrivalNanos;
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

    @Override
    public void close() {
        scaler.close();
    }
}
