package dev.vigil.rehearsal.rtsp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;

/** RTP and RTCP to a pair of ports of the client, from a pair of ours: an even one and the next. */
final class UdpChannel implements PacketChannel {

    private static final int ATTEMPTS = 50;

    private final DatagramSocket rtp;
    private final DatagramSocket rtcp;
    private final SocketAddress rtpClient;
    private final SocketAddress rtcpClient;

    private UdpChannel(DatagramSocket rtp, DatagramSocket rtcp, InetAddress client, int clientPort) {
        this.rtp = rtp;
        this.rtcp = rtcp;
        rtpClient = new InetSocketAddress(client, clientPort);
        rtcpClient = new InetSocketAddress(client, clientPort + 1);
    }

    static UdpChannel open(InetAddress local, InetAddress client, int clientPort) throws SocketException {
        SocketException last = null;
        for (int i = 0; i < ATTEMPTS; i++) {
            DatagramSocket rtp = new DatagramSocket(new InetSocketAddress(local, 0));
            if (rtp.getLocalPort() % 2 == 0) {
                try {
                    DatagramSocket rtcp = new DatagramSocket(new InetSocketAddress(local, rtp.getLocalPort() + 1));
                    return new UdpChannel(rtp, rtcp, client, clientPort);
                } catch (SocketException e) {
                    last = e;
                }
            }
            rtp.close();
        }
        throw last == null ? new SocketException("no even UDP port is free") : last;
    }

    int serverPort() {
        return rtp.getLocalPort();
    }

    @Override
    public void sendRtp(byte[] packet) throws IOException {
        rtp.send(new DatagramPacket(packet, packet.length, rtpClient));
    }

    @Override
    public void sendRtcp(byte[] packet) throws IOException {
        rtcp.send(new DatagramPacket(packet, packet.length, rtcpClient));
    }

    @Override
    public void sendPartOfRtp(byte[] packet) {
        // A datagram comes whole or not at all.
    }

    @Override
    public void close() {
        rtp.close();
        rtcp.close();
    }
}
