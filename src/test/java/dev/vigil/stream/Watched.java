package dev.vigil.stream;

import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.List;

/** A running stream with all that a test wants to know of it, and with short time-outs. */
final class Watched implements AutoCloseable {

    static final PictureSize SIZE = new PictureSize(448, 256);
    static final Duration STALL = Duration.ofMillis(800);

    final FrameMailbox mailbox;
    final Witness witness = new Witness();
    final VideoStream stream;

    Watched(VideoSource source, int frameSkip, Duration... backOff) {
        this(source, frameSkip, SIZE, backOff);
    }

    Watched(VideoSource source, int frameSkip, PictureSize size, Duration... backOff) {
        this(source, frameSkip, size, DecoderKind.CPU, backOff);
    }

    Watched(VideoSource source, int frameSkip, PictureSize size, DecoderKind decoder, Duration... backOff) {
        List<Duration> steps = backOff.length == 0 ? List.of(Duration.ofMillis(100)) : List.of(backOff);
        StreamSettings settings =
                new StreamSettings(frameSkip, Duration.ofSeconds(2), STALL, Duration.ofSeconds(2), steps, 10)
                        .with(decoder);
        mailbox = new FrameMailbox(size);
        stream = new VideoStream("gate", source, settings, mailbox, witness, TimeSource.system());
        stream.start();
    }

    StreamCounters counters() {
        return stream.counters();
    }

    /** No picture comes any more, and the counters stand still. */
    void stop() {
        stream.close();
    }

    @Override
    public void close() {
        stop();
    }
}
