package dev.vigil.rehearsal.rtsp;

import java.io.IOException;

/** Where one session's packets go: into the RTSP connection or to two UDP ports. */
interface PacketChannel extends AutoCloseable {

    void sendRtp(byte[] packet) throws IOException;

    void sendRtcp(byte[] packet) throws IOException;

    /** Sends what of a packet can be sent without completing it. */
    void sendPartOfRtp(byte[] packet) throws IOException;

    @Override
    void close();
}
