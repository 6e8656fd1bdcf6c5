package dev.vigil.alarm.tapo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The arithmetic of encrypt_type 3. C is the client's nonce, N the camera's, H the password's hash; all are upper-case
 * hex text, and it is the text that is hashed on. Source: public clients of these cameras; proved by worked vectors.
 */
final class TapoCrypto {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int KEY_BYTES = 16;

    private TapoCrypto() {
    }

    /** A session's key and its one initialization vector, 16 bytes each. */
    record Keys(byte[] lsk, byte[] ivb) {

        @Override
        public String toString() {
            return "Keys[redacted]";
        }
    }

    static String sha256(String text) {
        return HEX.formatHex(digest("SHA-256", text.getBytes(StandardCharsets.UTF_8)));
    }

    static String md5(String text) {
        return HEX.formatHex(digest("MD5", text.getBytes(StandardCharsets.UTF_8)));
    }

    static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    static byte[] digest(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has " + algorithm, impossible);
        }
    }

    /** What the camera must send to prove that it knows H: SHA256(C + H + N) + N + C. */
    static String deviceConfirm(String h, String c, String n) {
        return hashedKey(h, c, n) + n + c;
    }

    /** What proves to the camera that we know H: SHA256(H + C + N) + C + N. */
    static String digestPassword(String h, String c, String n) {
        return sha256(h + c + n) + c + n;
    }

    static Keys keys(String h, String c, String n) {
        String tail = c + n + hashedKey(h, c, n);
        return new Keys(firstHalf("lsk" + tail), firstHalf("ivb" + tail));
    }

    private static String hashedKey(String h, String c, String n) {
        return sha256(c + h + n);
    }

    private static byte[] firstHalf(String text) {
        return Arrays.copyOf(digest("SHA-256", text.getBytes(StandardCharsets.UTF_8)), KEY_BYTES);
    }

    /** The part of a request's tag that is the same throughout a session: SHA256(H + C). */
    static String tagKey(String h, String c) {
        return sha256(h + c);
    }

    /** A request's Tapo_tag, over the exact bytes of its body. */
    static String tag(String tagKey, byte[] body, long seq) {
        return HEX.formatHex(digest("SHA-256", tagKey.getBytes(StandardCharsets.US_ASCII), body,
                Long.toString(seq).getBytes(StandardCharsets.US_ASCII)));
    }

    static byte[] encrypt(Keys keys, byte[] plain) {
        try {
            return cipher(keys, Cipher.ENCRYPT_MODE).doFinal(plain);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has AES/CBC", impossible);
        }
    }

    /** @throws GeneralSecurityException when it was encrypted with other keys, most likely */
    static byte[] decrypt(Keys keys, byte[] secret) throws GeneralSecurityException {
        return cipher(keys, Cipher.DECRYPT_MODE).doFinal(secret);
    }

    /** AES-128-CBC; PKCS5 is Java's name for PKCS7 padding. */
    private static Cipher cipher(Keys keys, int mode) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(mode, new SecretKeySpec(keys.lsk(), "AES"), new IvParameterSpec(keys.ivb()));
        return cipher;
    }
}
