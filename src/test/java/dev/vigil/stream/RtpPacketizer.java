package dev.vigil.stream;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** H.264 pictures as RTP packets (RFC 6184: single NAL units and FU-A), and RTCP sender reports. */
final class RtpPacketizer {

    private static final int PAYLOAD = 1200;
    private static final int SENDER = 0x5EED;
    private static final long NTP_EPOCH_SECONDS = 2_208_988_800L;

    private int sequence = 100;

    List<byte[]> packets(List<byte[]> nalUnits, long timestamp) {
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < nalUnits.size(); i++) {
            byte[] unit = nalUnits.get(i);
            boolean last = i == nalUnits.size() - 1;
            if (unit.length <= PAYLOAD) {
                packets.add(header(last, timestamp, unit.length).put(unit).array());
            } else {
                fragments(unit, last, timestamp, packets);
            }
        }
        return packets;
    }

    private void fragments(byte[] unit, boolean lastUnit, long timestamp, List<byte[]> packets) {
        for (int at = 1; at < unit.length; at += PAYLOAD) {
            int length = Math.min(PAYLOAD, unit.length - at);
            boolean end = at + length == unit.length;
            int flags = (at == 1 ? 0x80 : 0) | (end ? 0x40 : 0);
            packets.add(header(lastUnit && end, timestamp, length + 2)
                    .put((byte) (unit[0] & 0xE0 | 28)).put((byte) (flags | unit[0] & 0x1F))
                    .put(unit, at, length).array());
        }
    }

    private ByteBuffer header(boolean marker, long timestamp, int payload) {
        return ByteBuffer.allocate(12 + payload).put((byte) 0x80).put((byte) (96 | (marker ? 0x80 : 0)))
                .putShort((short) sequence++).putInt((int) timestamp).putInt(SENDER);
    }

    /** Says that the picture with this RTP time stamp was taken at this wall time. */
    static byte[] senderReport(long timestamp, long wallMillis) {
        long seconds = Math.floorDiv(wallMillis, 1000L) + NTP_EPOCH_SECONDS;
        long fraction = (Math.floorMod(wallMillis, 1000L) << 32) / 1000;
        return ByteBuffer.allocate(28).put((byte) 0x80).put((byte) 200).putShort((short) 6).putInt(SENDER)
                .putInt((int) seconds).putInt((int) fraction).putInt((int) timestamp).putInt(0).putInt(0).array();
    }
}
