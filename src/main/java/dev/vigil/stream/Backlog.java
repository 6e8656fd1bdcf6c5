package dev.vigil.stream;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

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
    private int oldest;
    private int count;
    private long bytes;

    /** Whether another packet of that size may come. */
    boolean hasRoom(int size) {
        return count < MOST && (count == 0 || bytes + size <= MOST_BYTES);
    }

    /** Takes the packet's content over, and hands out its place for the rest to be filled in. */
    Held add(AVPacket packet) {
        int place = (oldest + count) % MOST;
        if (ring[place] == null) {
            ring[place] = new Held();
            ring[place].packet = av_packet_alloc();
        }
        Held held = ring[place];
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
        av_packet_unref(ring[oldest].packet);
        bytes -= ring[oldest].bytes;
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
        for (Held held : ring) {
            if (held != null) {
                av_packet_free(held.packet);
            }
        }
        count = 0;
    }
}
