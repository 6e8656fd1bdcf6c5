package dev.vigil.rehearsal.rtsp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** The RTSP dialogue with one client, on one thread: at most one session a connection (RFC 2326). */
final class RtspConnection implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RtspConnection.class);
    private static final Pattern CLIENT_PORT = Pattern.compile("client_port=(\\d+)");
    private static final Pattern INTERLEAVED = Pattern.compile("interleaved=(\\d+)");
    private static final int TIMEOUT_SECONDS = 60;

    private final RtspServer server;
    private final Socket socket;
    private final DigestChallenge challenge = new DigestChallenge();
    private final String sessionId = Integer.toHexString(System.identityHashCode(this) | 0x1000_0000);
    private final CountDownLatch closed = new CountDownLatch(1);
    private OutputStream out;
    private boolean loginCounted;
    private boolean seat;
    private PacketChannel channel;
    private MediaSession media;

    RtspConnection(RtspServer server, Socket socket) {
        this.server = server;
        this.socket = socket;
    }

    void run() {
        try (this) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(2 * TIMEOUT_SECONDS * 1000);
            out = socket.getOutputStream();
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                handle(Request.read(in));
            }
        } catch (IOException e) {
            LOG.debugf("an RTSP client left, spoke something else or fell silent: %s", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            endSession();
        }
    }

    private void handle(Request request) throws IOException, InterruptedException {
        if (request.method().equals("OPTIONS")) {
            ok(request, "Public: OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, SET_PARAMETER, TEARDOWN\r\n");
        } else if (!authenticated(request)) {
            reply(request, 401, "Unauthorized", challenge.headerLine());
        } else if (!(request.path() + "/").startsWith(server.path() + "/")) {
            reply(request, 404, "Not Found", "");
        } else {
            dispatch(request);
        }
    }

    private void dispatch(Request request) throws IOException, InterruptedException {
        switch (request.method()) {
            case "DESCRIBE" -> describe(request);
            case "SETUP" -> setup(request);
            case "PLAY" -> play(request);
            case "GET_PARAMETER", "SET_PARAMETER" -> ok(request, session());
            case "TEARDOWN" -> {
                endSession();
                ok(request, session());
            }
            default -> reply(request, 501, "Not Implemented", "");
        }
    }

    private boolean authenticated(Request request) {
        String authorization = request.header("Authorization");
        if (authorization.isEmpty()) {
            return false;
        }
        boolean accepted = challenge.accepts(authorization, request.method(), server.credentials());
        if (!loginCounted || !accepted) {
            server.countLogin(accepted);
            loginCounted = true;
        }
        return accepted;
    }

    private void describe(Request request) throws IOException, InterruptedException {
        if (server.fault() == Fault.HANG_IN_DESCRIBE) {
            closed.await();
        }
        String headers = "Content-Base: " + request.target() + "/\r\nContent-Type: application/sdp\r\n";
        write(request.answer(200, "OK", headers, SessionDescription.of(server.feed().parameterSets())));
    }

    private void setup(Request request) throws IOException {
        String transport = request.header("Transport");
        Matcher ports = CLIENT_PORT.matcher(transport);
        boolean tcp = transport.contains("RTP/AVP/TCP");
        if (!tcp && (transport.contains("multicast") || !ports.find())) {
            reply(request, 461, "Unsupported Transport", "");
            return;
        }
        if (channel != null) {
            reply(request, 455, "Method Not Valid in This State", "");
            return;
        }
        if (!server.takeSeat()) {
            reply(request, 453, "Not Enough Bandwidth", "");
            return;
        }
        seat = true;
        ok(request, session() + (tcp ? interleaved(transport) : udp(Integer.parseInt(ports.group(1)))));
    }

    private String interleaved(String transport) {
        Matcher matcher = INTERLEAVED.matcher(transport);
        int first = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        channel = new InterleavedChannel(out, first);
        return "Transport: RTP/AVP/TCP;unicast;interleaved=" + first + "-" + (first + 1) + "\r\n";
    }

    private String udp(int clientPort) throws IOException {
        UdpChannel udp = UdpChannel.open(socket.getLocalAddress(), socket.getInetAddress(), clientPort);
        channel = udp;
        int serverPort = udp.serverPort();
        return "Transport: RTP/AVP;unicast;client_port=" + clientPort + "-" + (clientPort + 1)
            + ";server_port=" + serverPort + "-" + (serverPort + 1) + "\r\n";
    }

    private void play(Request request) throws IOException {
        if (channel == null) {
            reply(request, 455, "Method Not Valid in This State", "");
            return;
        }
        ok(request, session() + "Range: npt=0.000-\r\n");
        if (media == null) {
            media = new MediaSession(server.feed(), channel, server::fault);
        }
    }

    private void endSession() {
        if (media != null) {
            media.close();
            media = null;
        }
        if (channel != null) {
            channel.close();
            channel = null;
        }
        if (seat) {
            seat = false;
            server.leaveSeat();
        }
    }

    private String session() {
        return "Session: " + sessionId + ";timeout=" + TIMEOUT_SECONDS + "\r\n";
    }

    private void ok(Request request, String headerLines) throws IOException {
        reply(request, 200, "OK", headerLines);
    }

    private void reply(Request request, int status, String reason, String headerLines) throws IOException {
        write(request.answer(status, reason, headerLines, ""));
    }

    private void write(byte[] answer) throws IOException {
        synchronized (out) {
            out.write(answer);
            out.flush();
        }
    }

    /** Ends the connection from any thread; its own thread then ends the session. */
    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
    }
}
