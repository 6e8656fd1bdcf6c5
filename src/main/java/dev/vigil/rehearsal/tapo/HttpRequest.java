package dev.vigil.rehearsal.tapo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** An HTTP request with its body as it came. */
record HttpRequest(String method, String target, Map<String, String> headers, byte[] body) {

    private static final int MOST_BYTES = 1 << 20;

    /** Null when the client is done; the body is empty where no length is given. */
    static HttpRequest read(InputStream in) throws IOException {
        String start = line(in);
        if (start == null) {
            return null;
        }
        String[] words = start.split(" ");
        if (words.length != 3) {
            throw new IOException("this is no HTTP request");
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            String[] header = line.split(":", 2);
            headers.put(header[0].strip().toLowerCase(Locale.ROOT), header.length == 2 ? header[1].strip() : "");
        }
        String length = headers.getOrDefault("content-length", "0");
        if (!length.matches("\\d{1,7}") || Integer.parseInt(length) > MOST_BYTES) {
            throw new IOException("this request's length is not served");
        }
        return new HttpRequest(words[0], words[1], headers, in.readNBytes(Integer.parseInt(length)));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > 8192) {
                return null;
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
