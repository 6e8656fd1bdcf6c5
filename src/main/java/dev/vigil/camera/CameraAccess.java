package dev.vigil.camera;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * How to reach one camera. Two are equal when every plain value is, whatever the ciphertext was.
 *
 * @param rtsp      its video
 * @param host      the address for everything else (siren, ONVIF): connection_ip when it is set, else ip_address
 * @param user      "" for none
 * @param password  "" for none
 * @param apiPort   of its HTTPS API; 443 where the back end says nothing
 * @param onvifPort of its ONVIF service; 2020, as Tapo cameras have it, where the back end says nothing
 */
public record CameraAccess(RtspAddress rtsp, String host, String user, String password, int apiPort, int onvifPort) {
    private static final int DEFAULT_API_PORT = 443;
    private static final int DEFAULT_ONVIF_PORT = 2020;

    /**
     * Makes sense of the decrypted fields of the guide. user_name and password are the truth where they are given, and
     * rtsp_url's user part otherwise; path and port come from rtsp_url. Its port belongs to its host: where
     * connection_ip stands in for another address, connection_port goes with it if there is one.
     *
     * @throws DecryptionException of kind CONTENT when they do not lead to a camera
     */
    static CameraAccess of(Map<String, Object> decrypted) throws DecryptionException {
        Fields fields = new Fields(decrypted);
        Optional<String> userName = fields.text("user_name").flatMap(text -> fields.exact("user_name"));
        Optional<String> givenPassword = fields.exact("password");
        List<String> hosts = Stream.of("connection_ip", "ip_address")
                .flatMap(name -> fields.text(name).stream()).toList();

        String text = fields.text("rtsp_url").orElseThrow(
                () -> DecryptionException.content("rtsp_url is missing: correct the camera in the back end"));
        RtspUrl url = RtspUrl.parse(text, spellings(userName, givenPassword), hosts);

        String host = hosts.isEmpty() ? url.host() : plainHost(hosts.get(0));
        String user = userName.orElseGet(url::user);
        String password = givenPassword.orElseGet(url::password);
        RtspAddress rtsp = new RtspAddress(host, port(fields, url, host), url.path(), user, password);
        return new CameraAccess(rtsp, host, user, password,
                fields.port("api_port").orElse(DEFAULT_API_PORT),
                fields.port("onvif_port").orElse(DEFAULT_ONVIF_PORT));
    }

    private static int port(Fields fields, RtspUrl url, String host) throws DecryptionException {
        OptionalInt forwarded = fields.port("connection_port");
        boolean urlSpeaksOfHost = url.host().equalsIgnoreCase(host);
        if (url.port().isPresent() && (urlSpeaksOfHost || forwarded.isEmpty())) {
            return url.port().getAsInt();
        }
        return forwarded.orElse(RtspAddress.DEFAULT_PORT);
    }

    /** How rtsp_url may write its user part, as far as that is known. */
    private static List<String> spellings(Optional<String> user, Optional<String> password) {
        if (user.isEmpty() || password.isEmpty()) {
            return List.of();
        }
        String plain = user.get() + ":" + password.get();
        String encoded = encoded(user.get()) + ":" + encoded(password.get());
        return password.get().isEmpty() ? List.of(plain, encoded, user.get()) : List.of(plain, encoded);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String plainHost(String host) throws DecryptionException {
        String plain = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (!plain.matches("[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")) {
            throw DecryptionException.content(
                    "connection_ip or ip_address is no address: correct the camera in the back end");
        }
        return plain;
    }

    @Override
    public String toString() {
        return "CameraAccess[" + rtsp + ", user and password redacted]";
    }
}
