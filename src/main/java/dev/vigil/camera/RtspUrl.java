package dev.vigil.camera;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An rtsp_url taken apart. Its user part may hold unencoded {@code @ / # % ? :}, so that no URL parser finds its end;
 * what is known besides (credentials, addresses) does.
 */
record RtspUrl(String userInfo, String host, OptionalInt port, String path) {
    private static final int MAX_CHARS = 4096;
    private static final String SCHEME = "rtsp://";
    /** What may follow the user part: a host, a port, a path or query, none of the first two with an @ in it. */
    private static final Pattern REST = Pattern.compile(
            "(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:(?<port>\\d{0,5}))?(?<path>[/?#].*)?", Pattern.DOTALL);

    /**
     * @param users      ways in which the user part may be written, the likeliest first
     * @param knownHosts the camera's addresses
     */
    static RtspUrl parse(String url, List<String> users, List<String> knownHosts) throws DecryptionException {
        if (!url.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw DecryptionException.content("rtsp_url begins not with rtsp://: correct the camera in the back end");
        }
        if (url.length() > MAX_CHARS) {
            throw DecryptionException.content("rtsp_url is too long: correct the camera in the back end");
        }
        String rest = url.substring(SCHEME.length());
        for (int end : candidates(rest, users, knownHosts)) {
            Matcher matcher = REST.matcher(rest.substring(end));
            if (matcher.matches()) {
                return of(end == 0 ? "" : rest.substring(0, end - 1), matcher);
            }
        }
        throw DecryptionException.content("rtsp_url has no host: correct the camera in the back end");
    }

    /** Where the host may begin, the surest first. */
    private static List<Integer> candidates(String rest, List<String> users, List<String> knownHosts) {
        List<Integer> ends = new ArrayList<>();
        users.stream().filter(user -> rest.startsWith(user + "@")).forEach(user -> ends.add(user.length() + 1));
        for (String host : knownHosts) {
            for (int at = rest.lastIndexOf(host); at >= 0; at = rest.lastIndexOf(host, at - 1)) {
                if (at == 0 || rest.charAt(at - 1) == '@') {
                    ends.add(at);
                }
            }
        }
        ends.add(rest.lastIndexOf('@') + 1);
        ends.add(0);
        return ends;
    }

    private static RtspUrl of(String userInfo, Matcher rest) throws DecryptionException {
        String port = rest.group("port");
        return new RtspUrl(userInfo, rest.group("host").replaceAll("[\\[\\]]", ""),
                port == null || port.isEmpty() ? OptionalInt.empty()
                        : OptionalInt.of(Fields.port("the port in rtsp_url", port)),
                Optional.ofNullable(rest.group("path")).orElse(""));
    }

    /** The user as the URL has it, percent-decoded where that is what it is. */
    String user() {
        int colon = userInfo.indexOf(':');
        return decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
    }

    String password() {
        int colon = userInfo.indexOf(':');
        return colon < 0 ? "" : decode(userInfo.substring(colon + 1));
    }

    /** Decodes %xx; a % without two digits, or a result that is no UTF-8, tells that it was never encoded. */
    private static String decode(String text) {
        byte[] in = text.getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '%') {
                out.write(in[i]);
            } else if (i + 2 < in.length && isHexDigit(in[i + 1]) && isHexDigit(in[i + 2])) {
                out.write(Integer.parseInt(new String(in, i + 1, 2, UTF_8), 16));
                i += 2;
            } else {
                return text;
            }
        }
        try {
            return StrictJson.utf8(out.toByteArray());
        } catch (CharacterCodingException e) {
            return text;
        }
    }

    private static boolean isHexDigit(byte b) {
        return HexFormat.isHexDigit(b & 0xff);
    }

    @Override
    public String toString() {
        return "RtspUrl[redacted]";
    }
}
