package dev.vigil.camera;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Where a camera's video is and who may see it. Values are as typed by a person, unencoded.
 *
 * @param host     to connect to: a name or an address, IPv6 without brackets
 * @param port     1 to 65535
 * @param path     path and query as the rtsp_url has them, "" or beginning with / or ?
 * @param user     "" for none
 * @param password "" for none
 */
public record RtspAddress(String host, int port, String path, String user, String password) {
    static final int DEFAULT_PORT = 554;

    /** The whole address for a player, user and password percent-encoded. Secret: never log it. */
    public String url() {
        String userInfo = user.isEmpty() && password.isEmpty() ? ""
                : encode(user, "") + ":" + encode(password, "") + "@";
        return "rtsp://" + userInfo + hostAndPort() + encode(path, "/?#[]@!$&'()*+,;=:%");
    }

    /** Host and port alone: the path is left out too, since some makers put the password there. */
    @Override
    public String toString() {
        return "rtsp://" + hostAndPort();
    }

    private String hostAndPort() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** Percent-encodes all but RFC 3986's unreserved characters and those in {@code kept}. */
    private static String encode(String text, String kept) {
        StringBuilder out = new StringBuilder(text.length());
        for (byte b : text.getBytes(UTF_8)) {
            char c = (char) (b & 0xff);
            boolean unreserved = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                    || "-._~".indexOf(c) >= 0;
            if (unreserved || kept.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append(String.format("%%%02X", (int) c));
            }
        }
        return out.toString();
    }
}
