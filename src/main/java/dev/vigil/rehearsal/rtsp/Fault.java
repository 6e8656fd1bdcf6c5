package dev.vigil.rehearsal.rtsp;

/** What can be wrong with a camera that still accepts connections. */
public enum Fault {
    /** Nothing. */
    NONE,
    /** DESCRIBE is never answered. */
    HANG_IN_DESCRIBE,
    /** The stream stops within an RTP packet, connection open: over TCP half a packet is sent, over UDP none. */
    HANG_MID_PACKET,
    /** No packets any more, connection open. */
    STALL,
    /** RTP headers are right, payloads are noise. */
    GARBAGE
}
