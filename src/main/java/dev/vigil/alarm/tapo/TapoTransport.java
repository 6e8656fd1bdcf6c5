package dev.vigil.alarm.tapo;

import dev.vigil.alarm.tapo.TapoException.Trouble;
import dev.vigil.time.TimeSource;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLSocket;

/**
 * HTTPS POST to one camera over one connection that is kept. Written on sockets because a stok may hold characters that
 * an HTTP client would refuse or encode, and because the tag needs the body's exact bytes. One thread at a time, except
 * {@link #close}, which any thread may call to end a request that hangs.
 */
final class TapoTransport implements Closeable {

    private final TapoAccess access;
    private final PinnedTls tls;
    private final TapoTimings timings;
    private final TimeSource time;
    private final String fixedHeaders;
    private Socket connected;
    private SSLSocket secured;
    private boolean closed;

    TapoTransport(TapoAccess access, PinnedTls tls, TapoTimings timings, TimeSource time) {
        this.access = access;
        this.tls = tls;
        this.timings = timings;
        this.time = time;
        fixedHeaders = "Host: " + access.authority() + "\r\n"
                + "Referer: https://" + access.authority() + "\r\n"
                + "Accept: application/json\r\n"
                + "Accept-Encoding: gzip, deflate\r\n"
                + "User-Agent: Tapo CameraClient Android\r\n"
                + "Connection: keep-alive\r\n"
                + "requestByApp: true\r\n"
                + "Content-Type: application/json; charset=UTF-8\r\n";
    }

    /**
     * Sends one request and reads its answer. A kept connection that the camera has closed meanwhile is replaced, and
     * the same request sent again, once.
     *
     * @param target goes onto the wire as it is
     * @throws TapoException of kind NO_ANSWER, NO_COMMON_TLS or CERTIFICATE_CHANGED
     */
    HttpAnswer post(String target, Map<String, String> headers, byte[] body) throws TapoException {
        byte[] request = request(target, headers, body);
        boolean kept = isConnected();
        try {
            try {
                return exchange(request);
            } catch (SocketTimeoutException silent) {
                throw silent;
            } catch (IOException lost) {
                hangUp();
                if (!kept) {
                    throw lost;
                }
                return exchange(request);
            }
        } catch (IOException failure) {
            hangUp();
            throw tls.explain(failure).orElseGet(() -> noAnswer(failure));
        }
    }

    private TapoException noAnswer(IOException failure) {
        return new TapoException(Trouble.NO_ANSWER, "the camera at " + access.authority() + " does not answer ("
                + failure.getMessage() + "): is it on, and is this the port of its HTTPS API?", failure);
    }

    private byte[] request(String target, Map<String, String> headers, byte[] body) {
        StringBuilder head = new StringBuilder("POST ").append(target).append(" HTTP/1.1\r\n").append(fixedHeaders);
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        return request;
    }

    private HttpAnswer exchange(byte[] request) throws IOException {
        SSLSocket socket = socket();
        socket.getOutputStream().write(request);
        long deadline = time.nanos() + timings.answer().toNanos();
        HttpAnswer answer = HttpAnswer.read(new BufferedInputStream(new PatientInput(socket, deadline)));
        if (!answer.reusable()) {
            hangUp();
        }
        return answer;
    }

    private SSLSocket socket() throws IOException {
        if (isConnected()) {
            return secured;
        }
        Socket plain = new Socket();
        try {
            synchronized (this) {
                if (closed) {
                    throw new IOException("it is no longer watched");
                }
                connected = plain;
            }
            plain.setTcpNoDelay(true);
            plain.setSoTimeout(millis(timings.connect()));
            plain.connect(new InetSocketAddress(access.host(), access.port()), millis(timings.connect()));
            secured = tls.over(plain);
            return secured;
        } catch (IOException failure) {
            plain.close();
            throw failure;
        }
    }

    private boolean isConnected() {
        return secured != null && !secured.isClosed();
    }

    /** Without a word: a camera that hangs must not hold us up by not taking TLS's farewell. */
    synchronized void hangUp() {
        secured = null;
        if (connected != null) {
            try {
                connected.close();
            } catch (IOException alreadyGone) {
                // It is what was wanted.
            }
            connected = null;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        hangUp();
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(Math.max(1, duration.toMillis()));
    }

    /** Waits for the whole answer no longer than until a deadline, however slowly it drips. */
    private final class PatientInput extends FilterInputStream {

        private final SSLSocket socket;
        private final long deadline;

        PatientInput(SSLSocket socket, long deadline) throws IOException {
            super(socket.getInputStream());
            this.socket = socket;
            this.deadline = deadline;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            long left = deadline - time.nanos();
            if (left <= 0) {
                throw new SocketTimeoutException("no whole answer in " + timings.answer().toMillis() + " ms");
            }
            socket.setSoTimeout(millis(Duration.ofNanos(left)));
            return in.read(buffer, from, length);
        }
    }
}
