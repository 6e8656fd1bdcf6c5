package dev.vigil.rehearsal.rtsp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection's digest authentication (RFC 2617 without qop, MD5), as Tapo cameras ask for it. */
final class DigestChallenge {

    private static final String REALM = "TP-Link IP-Camera";
    private static final Pattern PART = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,\\s]*))");
    private static final int NONCE_BYTES = 16;

    private final String nonce;

    DigestChallenge() {
        byte[] random = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(random);
        nonce = HexFormat.of().formatHex(random);
    }

    /** The header line that asks for credentials. */
    String headerLine() {
        return "WWW-Authenticate: Digest realm=\"" + REALM + "\", nonce=\"" + nonce + "\"\r\n";
    }

    /** Whether an Authorization header proves knowledge of the credentials for a request of this method. */
    boolean accepts(String authorization, String method, Credentials expected) {
        if (!authorization.startsWith("Digest ")) {
            return false;
        }
        Map<String, String> parts = parts(authorization);
        String secret = md5(expected.user() + ":" + REALM + ":" + expected.password());
        String action = md5(method + ":" + parts.getOrDefault("uri", ""));
        String response = md5(secret + ":" + nonce + ":" + action);
        return expected.user().equals(parts.get("username"))
            && nonce.equals(parts.get("nonce"))
            && response.equalsIgnoreCase(parts.get("response"));
    }

    private static Map<String, String> parts(String authorization) {
        Map<String, String> parts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Matcher matcher = PART.matcher(authorization);
        while (matcher.find()) {
            parts.put(matcher.group(1), matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        }
        return parts;
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
