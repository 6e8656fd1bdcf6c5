package dev.vigil.rehearsal.rtsp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One RTSP request; header names compare without case. */
record Request(String method, String target, Map<String, String> headers) {

    private static final int LONGEST_LINE = 8192;

    /**
     * Reads the next request, passing over interleaved packets of the client (its RTCP receiver reports).
     *
     * @throws EOFException where the client closed the connection
     * @throws IOException  where what came is not RTSP
     */
    static Request read(InputStream in) throws IOException {
        String line = firstLine(in);
        String[] parts = line.split(" ");
        if (parts.length != 3 || !parts[2].startsWith("RTSP/")) {
            throw new IOException("not an RTSP request line");
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header = line(in, in.read()); !header.isEmpty(); header = line(in, in.read())) {
            int colon = header.indexOf(':');
            if (colon > 0) {
                headers.put(header.substring(0, colon).trim(), header.substring(colon + 1).trim());
            }
        }
        in.skipNBytes(contentLength(headers));
        return new Request(parts[0].toUpperCase(Locale.ROOT), parts[1], headers);
    }

    private static int contentLength(Map<String, String> headers) throws IOException {
        try {
            return Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        } catch (NumberFormatException e) {
            throw new IOException("Content-Length is not a number", e);
        }
    }

    private static String firstLine(InputStream in) throws IOException {
        while (true) {
            int first = in.read();
            if (first == '$') {
                in.skipNBytes(1);
                in.skipNBytes((in.read() << 8) | in.read());
            } else if (first != '\r' && first != '\n') {
                return line(in, first);
            }
        }
    }

    private static String line(InputStream in, int first) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = first; c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (line.length() > LONGEST_LINE) {
                throw new IOException("a line is too long");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The path of the target, without scheme, host, query and trailing slash. */
    String path() {
        String rest = target.replaceFirst("^rtsp://[^/]*", "").replaceFirst("[?].*$", "");
        return rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
    }

    /** An answer to this request: status line, CSeq, the given header lines and the body (may be empty). */
    byte[] answer(int status, String reason, String headerLines, String body) {
        String head = "RTSP/1.0 " + status + " " + reason + "\r\nCSeq: " + header("CSeq") + "\r\n" + headerLines;
        String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
        return (head + length + "\r\n" + body).getBytes(StandardCharsets.US_ASCII);
    }
}
