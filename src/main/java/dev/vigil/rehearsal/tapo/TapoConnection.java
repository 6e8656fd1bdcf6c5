package dev.vigil.rehearsal.tapo;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One client's connection: TLS, then HTTP requests one after the other. */
final class TapoConnection {

    private static final int TLS_HANDSHAKE = 0x16;
    private static final int LONGEST_IDLE_MILLIS = 120_000;

    private final Socket plain;
    private final SSLContext context;
    private final TapoFace face;

    TapoConnection(Socket plain, SSLContext context, TapoFace face) {
        this.plain = plain;
        this.context = context;
        this.face = face;
    }

    /** Serves until the client or a fault ends it; a client that speaks plain HTTP is told so and dismissed. */
    void serve() throws IOException, InterruptedException {
        plain.setTcpNoDelay(true);
        plain.setSoTimeout(LONGEST_IDLE_MILLIS);
        int first = plain.getInputStream().read();
        if (first < 0) {
            return;
        }
        if (first != TLS_HANDSHAKE) {
            refusePlainHttp();
            return;
        }
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(plain, new ByteArrayInputStream(new byte[] {(byte) first}), true);
        socket.setUseClientMode(false);
        socket.setEnabledProtocols(new String[] {"TLSv1.2"});
        socket.setEnabledCipherSuites(suites(socket));
        InputStream in = new BufferedInputStream(socket.getInputStream());
        HttpRequest request = HttpRequest.read(in);
        while (request != null) {
            if (face.faults().hanging()) {
                waitOut();
                return;
            }
            if (face.faults().takeHangUp()) {
                return;
            }
            Reply reply = face.answer(request);
            Thread.sleep(face.faults().delay().toMillis());
            if (!write(socket.getOutputStream(), reply)) {
                socket.close();
                return;
            }
            request = HttpRequest.read(in);
        }
    }

    /** Silent for as long as it hangs, or until somebody closes the connection. */
    private void waitOut() throws InterruptedException {
        while (face.faults().hanging() && !plain.isClosed()) {
            Thread.sleep(20);
        }
    }

    private String[] suites(SSLSocket socket) {
        String wanted = switch (face.firmware().suites()) {
            // With our RSA key the ECDSA suite is of no use: a Java that forbids the others then agrees with nobody.
            case OLD -> "TLS_RSA_WITH_AES_.*|TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
            case NEW -> "TLS_ECDHE_RSA_WITH_AES_.*GCM.*";
            case ANY -> ".*";
        };
        return Arrays.stream(socket.getSupportedCipherSuites()).filter(suite -> suite.matches(wanted))
                .toArray(String[]::new);
    }

    private void refusePlainHttp() throws IOException {
        String body = "The plain HTTP request was sent to HTTPS port";
        plain.getOutputStream().write(("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
        plain.shutdownOutput();
        // A close before the request was read would reset the answer away.
        plain.setSoTimeout(2000);
        plain.getInputStream().skipNBytes(plain.getInputStream().available());
    }

    /** Whether the connection goes on. */
    private boolean write(OutputStream out, Reply reply) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        byte[] body = reply.body();
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(reply.status()).append(" Rehearsal\r\n")
                .append("Content-Type: application/json;charset=UTF-8\r\n");
        boolean goesOn = true;
        switch (face.faults().packing()) {
            case CHUNKED -> {
                head.append("Transfer-Encoding: chunked\r\n");
                body = chunked(body);
            }
            case GZIP -> {
                body = zipped(body);
                head.append("Content-Encoding: gzip\r\nContent-Length: ").append(body.length).append("\r\n");
            }
            case UNTIL_CLOSED -> {
                head.append("Connection: close\r\n");
                goesOn = false;
            }
            default -> head.append("Connection: keep-alive\r\nContent-Length: ").append(body.length).append("\r\n");
        }
        whole.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        whole.writeBytes(body);
        out.write(whole.toByteArray());
        return goesOn;
    }

    /** In two chunks and the last one. */
    private static byte[] chunked(byte[] body) {
        int half = body.length / 2;
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (byte[] part : new byte[][] {Arrays.copyOf(body, half), Arrays.copyOfRange(body, half, body.length)}) {
            chunks.writeBytes((Integer.toHexString(part.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            chunks.writeBytes(part);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        return chunks.toByteArray();
    }

    private static byte[] zipped(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(body);
        }
        return packed.toByteArray();
    }
}
