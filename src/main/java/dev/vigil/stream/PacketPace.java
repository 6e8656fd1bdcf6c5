package dev.vigil.stream;

/**
 * Lets a calm camera's packets lie in the socket until a few can be read at once: each time a thread sleeps and is woken
 * costs more than what it does with a packet that is only kept. They wait for {@link #MOST_LATE_NANOS} and a little
 * slack at most, so that movement is noticed by so much later and nothing is missed.
 *
 * <p>When such a packet arrived nobody saw; the sender's stamps tell, from the last packet that was waited for. So that
 * neither its clock nor a wrong guess leads astray, one is waited for every two seconds, and a camera whose packets do
 * not come as they are stamped (in bursts, say) has each of them read as it comes. One thread.
 */
final class PacketPace {

    /** Two intervals at 15 a second. */
    static final long MOST_LATE_NANOS = 140_000_000L;
    static final long NO_STAMP = Long.MIN_VALUE;

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
    private long stampNanos = NO_STAMP;
    private long intervalNanos;
    /** When a packet was waited for last. */
    private long seenNanos;
    /** When a packet last came otherwise than its stamp says. */
    private long unevenNanos;
    /** When the stream last left its packets alone; none of those arrived before that. */
    private long leftNanos;
    private boolean left;

    /** A new connection, whose stamps have nothing to do with the last one's. */
    void connected(long nanos) {
        arrivalNanos = nanos;
        seenNanos = nanos;
        unevenNanos = nanos;
        stampNanos = NO_STAMP;
        intervalNanos = 0;
        left = false;
    }

    /**
     * When the packet that was read just now arrived, monotonic.
     *
     * @param askedNanos when reading began
     * @param readNanos  when it ended
     * @param stamp      the sender's time for it in nanoseconds from anywhere, or {@link #NO_STAMP}
     */
    long arrival(long askedNanos, long readNanos, long stamp) {
        long step = stamp == NO_STAMP || stampNanos == NO_STAMP ? 0 : stamp - stampNanos;
        boolean waited = readNanos - askedNanos > WAITED_NANOS;
        if (waited) {
            left = false;
            seenNanos = readNanos;
        }
        long expected = arrivalNanos + Math.max(0, step);
        if (!left && Math.abs(readNanos - expected) > UNEVEN_NANOS) {
            unevenNanos = readNanos;
        }
        long earliest = left && leftNanos - expected > 0 ? leftNanos : expected;
        arrivalNanos = left && readNanos - earliest > 0 ? earliest : readNanos;
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
        boolean regular = intervalNanos > 0 && intervalNanos <= MOST_LATE_NANOS
                && now - unevenNanos > UNEVEN_FOR_NANOS;
        // More are there already, or it is time to wait for one.
        if (!regular || now - arrivalNanos >= intervalNanos || now - seenNanos > BELIEVED_NANOS) {
            return 0;
        }
        long last = arrivalNanos + intervalNanos + MOST_LATE_NANOS / intervalNanos * intervalNanos;
        if (keyNanos - now > 0 && last - keyNanos > 0) {
            last = keyNanos;
        }
        leftNanos = now;
        left = true;
        return Math.max(0, last + intervalNanos / SLACK - now);
    }
}
