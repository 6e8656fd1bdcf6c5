package dev.vigil.stream;

import java.util.Arrays;

/**
 * Remembers when the latest packets arrived and what the sender's clock said, by presentation time stamp, so that a
 * picture which leaves the decoder later, or in another order, gets the times of its own packet.
 */
final class PacketTimes {

    /** Said by a packet that carries no sender's clock. */
    static final long NOT_SAID = Long.MIN_VALUE;

    /** More than any codec keeps back (H.264 and H.265 reorder 16 pictures at most). */
    private static final int KEPT = 32;

    private final long[] stamps = new long[KEPT];
    private final long[] arrivals = new long[KEPT];
    private final long[] senders = new long[KEPT];
    private final long[] numbers = new long[KEPT];
    private int newest;

    PacketTimes() {
        clear();
    }

    /**
     * @param senderMicros the sender's wall clock in epoch microseconds, or {@link #NOT_SAID}
     * @param number       of its picture in the stream
     */
    void add(long stamp, long arrivalNanos, long senderMicros, long number) {
        newest = (newest + 1) % KEPT;
        stamps[newest] = stamp;
        arrivals[newest] = arrivalNanos;
        senders[newest] = senderMicros;
        numbers[newest] = number;
    }

    /** The place of the packet with this stamp; of the newest one where none has it. */
    int find(long stamp) {
        for (int back = 0; back < KEPT; back++) {
            int place = (newest - back + KEPT) % KEPT;
            if (stamps[place] == stamp) {
                return place;
            }
        }
        return newest;
    }

    long arrivalNanos(int place) {
        return arrivals[place];
    }

    long senderMicros(int place) {
        return senders[place];
    }

    long number(int place) {
        return numbers[place];
    }

    void clear() {
        Arrays.fill(stamps, Long.MIN_VALUE);
        Arrays.fill(senders, NOT_SAID);
    }
}
