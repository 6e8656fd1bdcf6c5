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

    private final Deque<Held> waiting = new ArrayDeque<>();
    /** Empty ones, to be used again: so many are ever made as packets wait at most. */
    private final Deque<Held> spare = new ArrayDeque<>();
    private long bytes;

    /** Whether another packet of that size may come. */
    boolean hasRoom(int size) {
        return waiting.size() < MOST && (waiting.isEmpty() || bytes + size <= MOST_BYTES);
    }

    /** Takes the packet's content over, and hands out its place for the rest to be filled in. */
    Held add(AVPacket packet) {
        Held held = spare.poll();
        if (held == null) {
            held = new Held();
            held.packet = av_packet_alloc();
        }
        waiting.add(held);
        held.bytes = packet.size();
        av_packet_move_ref(held.packet, packet);
        bytes += held.bytes;
        return held;
    }

    int size() {
        return waiting.size();
    }

    /** The oldest packet; good until it is dropped. */
    Held first() {
        return waiting.getFirst();
    }

    void dropFirst() {
        Held dropped = waiting.remove();
        av_packet_unref(dropped.packet);
        bytes -= dropped.bytes;
        spare.push(dropped);
    }

    /** Drops what is not needed to decode every picture from that time on. */
    void keepSince(long nanos) {
        int needed = 0;
        int place = 0;
        for (Held held : waiting) {
            if (held.key && held.arrivalNanos <= nanos) {
                needed = place;
            }
            place++;
        }
        for (int i = 0; i < needed; i++) {
            dropFirst();
        }
    }

    @Override
    public void close() {
        while (!waiting.isEmpty()) {
            dropFirst();
        }
        spare.forEach(held -> av_packet_free(held.packet));
        spare.clear();
    }
}
