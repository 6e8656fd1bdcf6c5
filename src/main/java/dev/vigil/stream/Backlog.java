package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Packets that were received and wait to be decoded, the oldest first; bounded in number and bytes. */
final class Backlog implements AutoCloseable {

    private static final int MOST = 600;
    private static final long MOST_BYTES = 8L << 20;

    /** One packet and what is known of it. */
    static final class Held {
        private AVPacket packet;
        boolean key;
        /** Number among all pictures of the stream. */
        long number;
        long arrivalNanos;
        long senderMicros;
        private int bytes;

        AVPacket packet() {
            return packet;
        }
    }

    private final Held[] ring = new Held[MOST];
    /** Empty ones, to be used again: so many are ever made as packets wait at most. */
    private final Deque<Held> spare = new ArrayDeque<>();
    private int oldest;
    private int count;
    private long bytes;

    /** Whether another packet of that size may come. */
    boolean hasRoom(int size) {
        return count < MOST && (count == 0 || bytes + size <= MOST_BYTES);
    }

    /** Takes the packet's content over, and hands out its place for the rest to be filled in. */
    Held add(AVPacket packet) {
        Held held = spare.poll();
        if (held == null) {
            held = new Held();
            held.packet = av_packet_alloc();
        }
        ring[(oldest + count) % MOST] = held;
        held.bytes = packet.size();
        av_packet_move_ref(held.packet, packet);
        bytes += held.bytes;
        count++;
        return held;
    }

    int size() {
        return count;
    }

    /** The oldest packet; good until it is dropped. */
    Held first() {
        return ring[oldest];
    }

    void dropFirst() {
        Held dropped = ring[oldest];
        ring[oldest] = null;
        av_packet_unref(dropped.packet);
        bytes -= dropped.bytes;
        spare.push(dropped);
        oldest = (oldest + 1) % MOST;
        count--;
    }

    /** Drops what is not needed to decode every picture from that time on. */
    void keepSince(long nanos) {
        int needed = 0;
        for (int i = 1; i < count; i++) {
            Held held = ring[(oldest + i) % MOST];
            if (held.key && held.arrivalNanos <= nanos) {
                needed = i;
            }
        }
        for (int i = 0; i < needed; i++) {
            dropFirst();
        }
    }

    @Override
    public void close() {
        while (count > 0) {
            dropFirst();
        }
        spare.forEach(held -> av_packet_free(held.packet));
        spare.clear();
    }
}
