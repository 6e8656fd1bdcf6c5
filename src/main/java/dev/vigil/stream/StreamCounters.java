package dev.vigil.stream;

import dev.vigil.time.TimeSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a stream has done since it was started. One thread counts, any thread may read. Frames dropped because a newer
 * one came are counted by {@link FrameMailbox#superseded()}.
 */
public final class StreamCounters {

    private final TimeSource time;
    private final LongAdder packets = new LongAdder();
    private final LongAdder decoded = new LongAdder();
    private final LongAdder decodeErrors = new LongAdder();
    private final LongAdder published = new LongAdder();
    private final LongAdder reconnects = new LongAdder();
    private final LongAdder decoderFallbacks = new LongAdder();
    private final Map<WakeCause, LongAdder> wakes = new EnumMap<>(WakeCause.class);
    private volatile long lastPictureNanos;
    private boolean blind;
    private long blindSince;
    private long blindBefore;
    private volatile boolean connected;

    StreamCounters(TimeSource time) {
        this.time = time;
        for (WakeCause cause : WakeCause.values()) {
            wakes.put(cause, new LongAdder());
        }
    }

    /** Video packets received. */
    public long packets() {
        return packets.sum();
    }

    /** Whole pictures decoded, among them those that are then skipped. */
    public long decoded() {
        return decoded.sum();
    }

    /** Packets that could not be decoded and pictures dropped because they were damaged. */
    public long decodeErrors() {
        return decodeErrors.sum();
    }

    /** Pictures that were sampled, scaled and put into the mailbox. */
    public long published() {
        return published.sum();
    }

    /** Tries to connect after the first. */
    public long reconnects() {
        return reconnects.sum();
    }

    /** Turns from the GPU's decoder to the CPU's, because the GPU did not take the stream or failed at it. */
    public long decoderFallbacks() {
        return decoderFallbacks.sum();
    }

    /** How often the camera was watched again after it had been calm. */
    public long wakes(WakeCause cause) {
        return wakes.get(cause).sum();
    }

    /** Whether pictures are coming in. */
    public boolean connected() {
        return connected;
    }

    /** Monotonic arrival time of the last whole picture, 0 before the first. */
    public long lastPictureNanos() {
        return lastPictureNanos;
    }

    /** Time since the start in which the camera could not be seen, the current spell included. */
    public synchronized long blindNanos() {
        return blindBefore + (blind ? time.nanos() - blindSince : 0);
    }

    void decoderFallback() {
        decoderFallbacks.increment();
    }

    void packet() {
        packets.increment();
    }

    void decodeError() {
        decodeErrors.increment();
    }

    void picture(long arrivalNanos) {
        decoded.increment();
        lastPictureNanos = arrivalNanos;
    }

    void publishedOne() {
        published.increment();
    }

    void woken(WakeCause cause) {
        wakes.get(cause).increment();
    }

    void reconnect() {
        reconnects.increment();
    }

    synchronized void blindSince(long nanos) {
        connected = false;
        blind = true;
        blindSince = nanos;
    }

    /** Ends the current spell of blindness, because the camera is seen or nobody looks any more. */
    synchronized void blindUntil(long nanos, boolean seen) {
        if (blind) {
            blindBefore += Math.max(0, nanos - blindSince);
            blind = false;
        }
        connected = seen;
    }
}
