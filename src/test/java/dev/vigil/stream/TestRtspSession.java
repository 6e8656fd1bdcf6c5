package dev.vigil.stream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection to a {@link TestRtspServer}: the dialogue, and after PLAY the video. */
final class TestRtspSession {

    private static final String REALM = "camera";
    private static final String NONCE = "5ca1ab1e";
    private static final Pattern CLIENT_PORTS = Pattern.compile("client_port=(\\d+)-(\\d+)");
    private static final Pattern QUOTED = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private final TestRtspServer server;
    private final Socket socket;
    private final OutputStream out;
    private int rtpPort;
    private int rtcpPort;

    TestRtspSession(TestRtspServer server, Socket socket) throws IOException {
        this.server = server;
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    void serve() throws IOException, InterruptedException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        String line;
        while ((line = readLine(in)) != null) {
            if (line.startsWith("$")) {
                continue;
            }
            String[] request = line.split(" ");
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            while ((line = readLine(in)) != null && !line.isEmpty()) {
                int colon = line.indexOf(':');
                headers.put(line.substring(0, colon), line.substring(colon + 1).trim());
            }
            answer(request[0], request[1], headers);
        }
    }

    private void answer(String method, String uri, Map<String, String> headers)
            throws IOException, InterruptedException {
        String authorization = headers.get("Authorization");
        if (authorization != null && method.equals("DESCRIBE")) {
            server.logins.incrementAndGet();
        }
        boolean allowed = server.password == null || method.equals("OPTIONS") || authorized(method, authorization);
        if (!allowed) {
            reply(headers, "401 Unauthorized",
                    "WWW-Authenticate: Digest realm=\"" + REALM + "\", nonce=\"" + NONCE + "\"\r\n", "");
            return;
        }
        switch (method) {
            case "DESCRIBE" -> describe(uri, headers);
            case "SETUP" -> setup(headers);
            case "PLAY" -> {
                reply(headers, "200 OK", "Session: 1\r\nRange: npt=0.000-\r\n", "");
                TestRtspServer.daemon(this::play);
            }
            case "TEARDOWN" -> {
                server.teardowns.incrementAndGet();
                socket.close();
            }
            default -> reply(headers, "200 OK", "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n", "");
        }
    }

    private void describe(String uri, Map<String, String> headers) throws IOException, InterruptedException {
        switch (server.behaviour) {
            case NOT_FOUND -> reply(headers, "404 Not Found", "", "");
            case HANG_IN_DESCRIBE -> Thread.sleep(60_000);
            case GARBAGE_ANSWER -> {
                byte[] noise = new byte[4096];
                new Random(1).nextBytes(noise);
                out.write(noise);
                socket.close();
            }
            default -> reply(headers, "200 OK", "Content-Base: " + uri + "/\r\nContent-Type: application/sdp\r\n",
                    "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=test\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\na=control:*\r\n"
                            + "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=1\r\n"
                            + "a=framerate:" + server.framesPerSecond + "\r\na=control:track1\r\n");
        }
    }

    private void setup(Map<String, String> headers) throws IOException {
        String transport = headers.get("Transport");
        Matcher ports = CLIENT_PORTS.matcher(transport);
        if (ports.find()) {
            rtpPort = Integer.parseInt(ports.group(1));
            rtcpPort = Integer.parseInt(ports.group(2));
            transport += ";server_port=40000-40001";
        }
        reply(headers, "200 OK", "Session: 1\r\nTransport: " + transport + "\r\n", "");
    }

    private boolean authorized(String method, String authorization) {
        if (authorization == null || !authorization.startsWith("Digest ")) {
            return false;
        }
        Map<String, String> given = new TreeMap<>();
        QUOTED.matcher(authorization).results().forEach(match -> given.put(match.group(1), match.group(2)));
        String secret = md5(TestRtspServer.USER + ":" + REALM + ":" + server.password);
        String expected = md5(secret + ":" + NONCE + ":" + md5(method + ":" + given.get("uri")));
        return TestRtspServer.USER.equals(given.get("username")) && expected.equals(given.get("response"));
    }

    private void reply(Map<String, String> request, String status, String headers, String body) throws IOException {
        String text = "RTSP/1.0 " + status + "\r\nCSeq: " + request.get("CSeq") + "\r\n" + headers
                + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n") + "\r\n" + body;
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void play() {
        try (DatagramSocket datagrams = new DatagramSocket()) {
            RtpPacketizer packetizer = new RtpPacketizer();
            Random noise = new Random(7);
            int number = 0;
            int sent = 0;
            while (true) {
                for (TestVideo video : server.programme) {
                    for (List<byte[]> picture : video.pictures()) {
                        if (socket.isClosed()) {
                            return;
                        }
                        server.sentMillis.add(System.currentTimeMillis());
                        long timestamp = 90_000L * number++ / server.framesPerSecond;
                        report(datagrams, timestamp);
                        for (byte[] packet : packetizer.packets(picture, timestamp)) {
                            packet(datagrams, packet, sent++, noise);
                        }
                        Thread.sleep(1000 / server.framesPerSecond);
                    }
                }
            }
        } catch (IOException | InterruptedException gone) {
            // The client left, or the test stopped the server.
        }
    }

    private void report(DatagramSocket datagrams, long timestamp) throws IOException {
        Long ahead = server.clockAheadMillis;
        if (ahead != null && server.behaviour == TestRtspServer.Behaviour.PLAY) {
            byte[] report = RtpPacketizer.senderReport(timestamp, System.currentTimeMillis() + ahead);
            send(datagrams, 1, report);
        }
    }

    private void packet(DatagramSocket datagrams, byte[] packet, int sent, Random noise) throws IOException {
        switch (server.behaviour) {
            case SILENT, HANG_IN_DESCRIBE -> { }
            case HANG_UP -> socket.close();
            case HANG_MID_FRAME -> {
                write(new byte[] {'$', 0, (byte) (packet.length >> 8), (byte) packet.length});
                write(Arrays.copyOf(packet, packet.length / 2));
                server.behaviour = TestRtspServer.Behaviour.SILENT;
            }
            case NOISE -> {
                byte[] spoilt = packet.clone();
                for (int i = 13; i < spoilt.length; i++) {
                    spoilt[i] = (byte) noise.nextInt();
                }
                send(datagrams, 0, spoilt);
            }
            case GARBAGE -> {
                byte[] garbage = new byte[1000];
                noise.nextBytes(garbage);
                write(garbage);
            }
            case LOSSY -> {
                if (sent % 11 != 10) {
                    send(datagrams, 0, packet);
                }
            }
            default -> send(datagrams, 0, packet);
        }
    }

    private void send(DatagramSocket datagrams, int channel, byte[] packet) throws IOException {
        if (rtpPort != 0) {
            datagrams.send(new DatagramPacket(packet, packet.length, socket.getInetAddress(),
                    channel == 0 ? rtpPort : rtcpPort));
            return;
        }
        byte[] framed = new byte[packet.length + 4];
        framed[0] = '$';
        framed[1] = (byte) channel;
        framed[2] = (byte) (packet.length >> 8);
        framed[3] = (byte) packet.length;
        System.arraycopy(packet, 0, framed, 4, packet.length);
        write(framed);
    }

    private synchronized void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The next line; "$" for an interleaved packet of the client's, which is passed over; null at the end. */
    private static String readLine(InputStream in) throws IOException {
        int first = in.read();
        if (first == '$') {
            in.read();
            in.skipNBytes(in.read() << 8 | in.read());
            return "$";
        }
        StringBuilder line = new StringBuilder();
        for (int c = first; c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static String md5(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
