package dev.vigil.rehearsal.rtsp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** RTP and RTCP inside the RTSP connection (RFC 2326 section 10.12); writers of the connection lock its stream. */
final class InterleavedChannel implements PacketChannel {

    private static final int FRAME_BYTES = 4;

    private final OutputStream out;
    private final int rtpChannel;

    InterleavedChannel(OutputStream out, int rtpChannel) {
        this.out = out;
        this.rtpChannel = rtpChannel;
    }

    @Override
    public void sendRtp(byte[] packet) throws IOException {
        write(framed(rtpChannel, packet), FRAME_BYTES + packet.length);
    }

    @Override
    public void sendRtcp(byte[] packet) throws IOException {
        write(framed(rtpChannel + 1, packet), FRAME_BYTES + packet.length);
    }

    @Override
    public void sendPartOfRtp(byte[] packet) throws IOException {
        write(framed(rtpChannel, packet), FRAME_BYTES + packet.length / 2);
    }

    private static byte[] framed(int channel, byte[] packet) {
        ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES + packet.length);
        frame.put((byte) '$').put((byte) channel).putShort((short) packet.length).put(packet);
        return frame.array();
    }

    private void write(byte[] frame, int length) throws IOException {
        synchronized (out) {
            out.write(frame, 0, length);
            out.flush();
        }
    }

    @Override
    public void close() {
        // The connection belongs to the dialogue, which goes on after TEARDOWN.
    }
}
