package dev.vigil.stream;

/**
 * Lets packets lie in the socket until a few can be read at once: each time a thread sleeps and is woken costs more than
 * what it does with a packet that is only kept. A calm camera's wait for {@link #MOST_LATE_NANOS} and a little slack at
 * most, so that movement is noticed by so much later and nothing is missed. A watched one's wait for the one that is
 * sampled, which is read as it comes, so that nothing that is judged is later.
 *
 * <p>When such a packet arrived nobody saw; the sender's stamps tell, from the last packet that was waited for. So that
 * neither its clock nor a wrong guess leads astray, one is waited for every two seconds, and a camera whose packets do
 * not come as they are stamped (in bursts, say) has each of them read as it comes. One thread.
 */
final class PacketPace {

    /** Two intervals at 15 a second. */
    private static final long MOST_LATE_NANOS = 140_000_000L;
    /** What a socket takes of a large picture too. */
    private static final long LONGEST_REST_NANOS = 300_000_000L;

    /** A read that took as long waited for its packet. */
    private static final long WAITED_NANOS = 2_000_000L;
    private static final long BELIEVED_NANOS = 2_000_000_000L;
    /** A packet that comes so much earlier or later than its stamp says makes a camera uneven, and for how long. */
    private static final long UNEVEN_NANOS = MOST_LATE_NANOS / 2;
    private static final long UNEVEN_FOR_NANOS = 10_000_000_000L;
    /** Of an interval: by so much later than expected the last of the few is read, so that it is there as a rule. */
    private static final int SLACK = 8;

    /** When the latest packet arrived, or is believed to have. */
    private long arrivalNanos;
    private long stampNanos = PacketTimes.NOT_SAID;
    private long intervalNanos;
    private long readNanos;
    /** For how long a watched camera's packet keeps the thread once it is read: the most of late. */
    private long handlingNanos;
    /** When a packet was waited for last. */
    private long seenNanos;
    /** When a packet last came otherwise than its stamp says. */
    private long unevenNanos;
    /** From when until when the stream last left its packets alone: only those of that time lay waiting. */
    private long leftNanos;
    private long untilNanos;

    /** A new connection, whose stamps have nothing to do with the last one's. */
    void connected(long nanos) {
        arrivalNanos = nanos;
        seenNanos = nanos;
        unevenNanos = nanos;
        untilNanos = nanos;
        stampNanos = PacketTimes.NOT_SAID;
        intervalNanos = 0;
    }

    /**
     * When the packet that was read just now arrived, monotonic.
     *
     * @param askedNanos when reading began
     * @param readNanos  when it ended
     * @param stamp      the sender's time for it in nanoseconds from anywhere, or {@link PacketTimes#NOT_SAID}
     */
    long arrival(long askedNanos, long readNanos, long stamp) {
        boolean follows = stamp != PacketTimes.NOT_SAID && stampNanos != PacketTimes.NOT_SAID;
        long step = follows ? stamp - stampNanos : 0;
        long expected = arrivalNanos + Math.max(0, step);
        boolean waitedFor = readNanos - askedNanos > WAITED_NANOS;
        boolean layWaiting = !waitedFor && untilNanos - expected > 0;
        if (waitedFor) {
            seenNanos = readNanos;
        }
        if (!layWaiting && Math.abs(readNanos - expected) > UNEVEN_NANOS) {
            unevenNanos = readNanos;
        }
        this.readNanos = readNanos;
        arrivalNanos = layWaiting ? expected - leftNanos > 0 ? expected : leftNanos : readNanos;
        stampNanos = stamp;
        intervalNanos = step;
        return arrivalNanos;
    }

    /**
     * For how long from now to leave the packets of a calm camera alone; 0 to read on.
     *
     * @param keyNanos when the next key picture should come, which is not to be late; ignored once that is over
     */
    long restNanos(long now, long keyNanos) {
        if (readsOn(now)) {
            return 0;
        }
        long last = arrivalNanos + intervalNanos + MOST_LATE_NANOS / intervalNanos * intervalNanos;
        return rest(now, keyNanos - now > 0 && last - keyNanos > 0 ? keyNanos : last);
    }

    /**
     * For how long from now to leave the packets of a watched camera alone; 0 to read on.
     *
     * @param packets so many come before the next one that is not to be late
     */
    long restBefore(long now, long packets) {
        handlingNanos = Math.max(now - readNanos, handlingNanos - handlingNanos / 16);
        if (readsOn(now)) {
            return 0;
        }
        // All that waited are to be decoded when the next one comes.
        long inTime = (intervalNanos - intervalNanos / SLACK) / Math.max(1, handlingNanos);
        long most = Math.min(Math.min(packets, inTime), LONGEST_REST_NANOS / intervalNanos);
        return most < 2 ? 0 : rest(now, arrivalNanos + most * intervalNanos);
    }

    /** More are there already, or it is time to wait for one, or it cannot be told when they come. */
    private boolean readsOn(long now) {
        boolean regular = intervalNanos > 0 && intervalNanos <= MOST_LATE_NANOS
                && now - unevenNanos > UNEVEN_FOR_NANOS;
        return !regular || now - arrivalNanos >= intervalNanos || now - seenNanos > BELIEVED_NANOS;
    }

    private long rest(long now, long last) {
        leftNanos = now;
        untilNanos = last + intervalNanos / SLACK;
        return Math.max(0, untilNanos - now);
    }
}
