package dev.vigil.rehearsal.tapo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests as the camera writes them: upper-case hex. */
final class Hashes {

    private Hashes() {
    }

    static String sha256(String text) {
        return hex(digest("SHA-256", text.getBytes(StandardCharsets.UTF_8)));
    }

    static String md5(String text) {
        return hex(digest("MD5", text.getBytes(StandardCharsets.UTF_8)));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has " + algorithm, impossible);
        }
    }
}
