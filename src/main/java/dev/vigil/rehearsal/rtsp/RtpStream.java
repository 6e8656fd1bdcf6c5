package dev.vigil.rehearsal.rtsp;

import dev.vigil.rehearsal.video.AccessUnit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The RTP side of one session: cuts access units into packets (RFC 6184, packetisation mode 1: single NAL units and
 * FU-A fragments) and reports the sender's wall time (RFC 3550, sender reports), before the first packet and then
 * every five seconds. The RTP clock starts at a random value and runs with the pictures' wall time.
 */
final class RtpStream {

    static final int PAYLOAD_TYPE = 96;
    static final int CLOCK_RATE = 90_000;
    static final int HEADER_BYTES = 12;

    private static final int LARGEST_PAYLOAD = 1388;
    private static final int MARKER = 0x80;
    private static final int TYPE_BITS = 0x1f;
    private static final int FRAGMENT = 28;
    private static final int FRAGMENT_BEGIN = 0x80;
    private static final int FRAGMENT_END = 0x40;
    private static final int SENDER_REPORT = 200;
    private static final int SENDER_REPORT_BYTES = 28;
    private static final long NTP_EPOCH_SECONDS = 2_208_988_800L;
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(5);
    private static final double NANOS = 1e9;

    private final PacketChannel channel;
    private final int source = ThreadLocalRandom.current().nextInt();
    private final int firstTimestamp = ThreadLocalRandom.current().nextInt();
    private int sequence = ThreadLocalRandom.current().nextInt(1 << 16);
    private Instant first;
    private Instant reported = Instant.MIN;
    private int packets;
    private int payloadBytes;

    RtpStream(PacketChannel channel) {
        this.channel = channel;
    }

    void send(AccessUnit unit) throws IOException {
        if (first == null) {
            first = unit.captured();
        }
        Duration elapsed = Duration.between(first, unit.captured());
        int timestamp = firstTimestamp + (int) Math.round(elapsed.toNanos() / NANOS * CLOCK_RATE);
        if (reported.isBefore(unit.captured().minus(REPORT_INTERVAL))) {
            reported = unit.captured();
            channel.sendRtcp(senderReport(unit.captured(), timestamp));
        }
        List<byte[]> nals = NalUnits.of(unit.annexB());
        for (int i = 0; i < nals.size(); i++) {
            sendNal(nals.get(i), timestamp, i == nals.size() - 1);
        }
    }

    private void sendNal(byte[] nal, int timestamp, boolean last) throws IOException {
        if (nal.length <= LARGEST_PAYLOAD) {
            sendPacket(ByteBuffer.wrap(nal), timestamp, last);
            return;
        }
        byte indicator = (byte) ((nal[0] & ~TYPE_BITS) | FRAGMENT);
        int type = nal[0] & TYPE_BITS;
        int room = LARGEST_PAYLOAD - 2;
        for (int at = 1; at < nal.length; at += room) {
            int length = Math.min(room, nal.length - at);
            boolean end = at + length == nal.length;
            int header = type | (at == 1 ? FRAGMENT_BEGIN : 0) | (end ? FRAGMENT_END : 0);
            ByteBuffer payload = ByteBuffer.allocate(2 + length);
            payload.put(indicator).put((byte) header).put(nal, at, length).flip();
            sendPacket(payload, timestamp, last && end);
        }
    }

    private void sendPacket(ByteBuffer payload, int timestamp, boolean marker) throws IOException {
        packets++;
        payloadBytes += payload.remaining();
        ByteBuffer packet = ByteBuffer.allocate(HEADER_BYTES + payload.remaining());
        packet.put((byte) 0x80).put((byte) (PAYLOAD_TYPE | (marker ? MARKER : 0))).putShort((short) sequence++);
        packet.putInt(timestamp).putInt(source).put(payload);
        channel.sendRtp(packet.array());
    }

    private byte[] senderReport(Instant wall, int timestamp) {
        ByteBuffer report = ByteBuffer.allocate(SENDER_REPORT_BYTES);
        report.put((byte) 0x80).put((byte) SENDER_REPORT).putShort((short) (SENDER_REPORT_BYTES / 4 - 1));
        report.putInt(source);
        report.putInt((int) (wall.getEpochSecond() + NTP_EPOCH_SECONDS));
        report.putInt((int) (long) (wall.getNano() / NANOS * (1L << 32)));
        report.putInt(timestamp).putInt(packets).putInt(payloadBytes);
        return report.array();
    }
}
