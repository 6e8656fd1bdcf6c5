package dev.vigil.rehearsal.rtsp;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An RTSP client written from the RFCs for these tests, sharing no code with the server. */
final class RawRtspClient implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private final String url;
    private final String user;
    private final String password;
    private String challenge;
    private String session;
    private int sequence;

    record Answer(int status, Map<String, String> headers, String body) {
    }

    /** An interleaved packet: RTP on channel 0, RTCP on channel 1. */
    record Packet(int channel, byte[] bytes) {
    }

    RawRtspClient(RtspServer server, String user, String password) throws IOException {
        this(server, user, password, server.path());
    }

    RawRtspClient(RtspServer server, String user, String password, String path) throws IOException {
        socket = new Socket(server.host(), server.port());
        socket.setSoTimeout(10_000);
        in = new BufferedInputStream(socket.getInputStream());
        url = "rtsp://" + server.host() + ":" + server.port() + path;
        this.user = user;
        this.password = password;
    }

    void readTimeout(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    String url() {
        return url;
    }

    /** Sends a request; where it is answered by a first 401, once more with digest credentials. */
    Answer call(String method, String target, String... headers) throws IOException {
        Answer answer = send(method, target, headers);
        if (answer.status == 401 && challenge == null) {
            challenge = answer.headers.get("WWW-Authenticate");
            answer = send(method, target, headers);
        }
        return answer;
    }

    Answer send(String method, String target, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + target + " RTSP/1.0\r\nCSeq: " + ++sequence + "\r\n");
        if (challenge != null) {
            request.append("Authorization: ").append(authorization(method, target)).append("\r\n");
        }
        if (session != null) {
            request.append("Session: ").append(session).append("\r\n");
        }
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        return answer();
    }

    private String authorization(String method, String target) {
        String realm = part("realm");
        String nonce = part("nonce");
        String secret = md5(user + ":" + realm + ":" + password);
        String response = md5(secret + ":" + nonce + ":" + md5(method + ":" + target));
        return "Digest username=\"" + user + "\", realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=\"" + target
            + "\", response=\"" + response + "\"";
    }

    private String part(String name) {
        Matcher matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(challenge);
        if (!matcher.find()) {
            throw new AssertionError("no " + name + " in the challenge " + challenge);
        }
        return matcher.group(1);
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private Answer answer() throws IOException {
        int first = in.read();
        while (first == '$') {
            packetBody();
            first = in.read();
        }
        String[] status = ((char) first + line()).split(" ", 3);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] header = line.split(":", 2);
            headers.put(header[0].trim(), header[1].trim());
        }
        if (headers.containsKey("Session")) {
            session = headers.get("Session").split(";")[0];
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
        return new Answer(Integer.parseInt(status[1]), headers, new String(body, StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** DESCRIBE, SETUP over TCP and PLAY; answers the status of the last one that was sent. */
    int play() throws IOException {
        Answer described = call("DESCRIBE", url, "Accept: application/sdp");
        if (described.status != 200) {
            return described.status;
        }
        Answer set = call("SETUP", url + "/track1", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1");
        return set.status == 200 ? call("PLAY", url, "Range: npt=0.000-").status : set.status;
    }

    /** The next interleaved packet. */
    Packet packet() throws IOException {
        int first = in.read();
        if (first < 0) {
            throw new EOFException();
        }
        if (first != '$') {
            throw new IOException("expected an interleaved packet, got byte " + first);
        }
        return packetBody();
    }

    private Packet packetBody() throws IOException {
        int channel = in.read();
        int length = in.read() << 8 | in.read();
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the packet ended early");
        }
        return new Packet(channel, bytes);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
