package dev.vigil.rehearsal.rtsp;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The SDP of a camera with one H.264 track (RFC 4566, RFC 6184 section 8.2). */
final class SessionDescription {

    static final String TRACK = "track1";

    private SessionDescription() {
    }

    static String of(byte[] parameterSets) {
        List<byte[]> units = NalUnits.of(parameterSets);
        String sets = units.stream().map(Base64.getEncoder()::encodeToString).collect(Collectors.joining(","));
        String profileLevel = HexFormat.of().withUpperCase().formatHex(units.get(0), 1, 4);
        return String.join("\r\n",
            "v=0",
            "o=- 0 0 IN IP4 0.0.0.0",
            "s=Rehearsal camera",
            "c=IN IP4 0.0.0.0",
            "t=0 0",
            "a=control:*",
            "m=video 0 RTP/AVP " + RtpStream.PAYLOAD_TYPE,
            "a=rtpmap:" + RtpStream.PAYLOAD_TYPE + " H264/" + RtpStream.CLOCK_RATE,
            "a=fmtp:" + RtpStream.PAYLOAD_TYPE + " packetization-mode=1; profile-level-id=" + profileLevel
                + "; sprop-parameter-sets=" + sets,
            "a=control:" + TRACK,
            "");
    }
}
