package dev.vigil.alarm.tapo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * An HTTP/1.1 answer, read whole: its status, its body in clear bytes, and whether the connection can be used again.
 *
 * @param body of at most {@link #MOST_BYTES}, unpacked
 */
record HttpAnswer(int status, byte[] body, boolean reusable) {

    static final int MOST_BYTES = 1 << 20;
    private static final int MOST_LINE = 8192;
    private static final int MOST_HEADERS = 100;

    /** @throws IOException when it ends early, is no HTTP or is too long */
    static HttpAnswer read(InputStream in) throws IOException {
        String[] start = line(in).split(" ", 3);
        if (start.length < 2 || !start[0].startsWith("HTTP/1.") || !start[1].matches("\\d{3}")) {
            throw new IOException("the answer is no HTTP");
        }
        int status = Integer.parseInt(start[1]);
        Map<String, String> headers = headers(in);
        boolean measured = true;
        byte[] body;
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            body = chunks(in);
        } else if (headers.containsKey("content-length")) {
            body = exactly(in, number(headers.get("content-length").strip(), 10));
        } else {
            measured = false;
            body = rest(in);
        }
        boolean goesOn = start[0].equals("HTTP/1.1") && !"close".equalsIgnoreCase(headers.get("connection"));
        return new HttpAnswer(status, unpacked(body, headers.getOrDefault("content-encoding", "")),
                measured && goesOn);
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (int count = 0; count <= MOST_HEADERS; count++) {
            String line = line(in);
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                headers.put(name, line.substring(colon + 1).strip());
            }
        }
        throw new IOException("the answer has too many headers");
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = number(line(in).split(";", 2)[0].strip(), 16);
            if (size == 0) {
                headers(in);
                return body.toByteArray();
            }
            if (body.size() + size > MOST_BYTES) {
                throw tooLong();
            }
            body.writeBytes(exactly(in, size));
            line(in);
        }
    }

    private static int number(String digits, int radix) throws IOException {
        try {
            int number = Integer.parseInt(digits, radix);
            if (number < 0 || number > MOST_BYTES) {
                throw tooLong();
            }
            return number;
        } catch (NumberFormatException notOne) {
            throw new IOException("the answer's length is no number", notOne);
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer ends early");
        }
        return bytes;
    }

    private static byte[] rest(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw tooLong();
        }
        return bytes;
    }

    private static byte[] unpacked(byte[] body, String coding) throws IOException {
        ByteArrayInputStream packed = new ByteArrayInputStream(body);
        switch (coding.toLowerCase(Locale.ROOT)) {
            case "gzip":
                try (InputStream clear = new GZIPInputStream(packed)) {
                    return rest(clear);
                }
            case "deflate":
                try (InputStream clear = new InflaterInputStream(packed)) {
                    return rest(clear);
                }
            default:
                return body;
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the camera hung up");
            }
            if (line.size() == MOST_LINE) {
                throw tooLong();
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static IOException tooLong() {
        return new IOException("the answer is too long");
    }
}
