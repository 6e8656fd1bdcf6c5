package dev.vigil.camera;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/** The AES-256 key that the back end shares with this model. Never printed. */
public final class EncryptionKey {
    private static final int BYTES = 32;
    private static final String PREFIX = "base64:";

    private final byte[] bytes;

    private EncryptionKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a key as Laravel writes it: {@code base64:} and 44 characters, the same without the prefix, or 32 raw
     * bytes. No text is two of these: 32 characters of base64 would hold 24 bytes only.
     *
     * @throws DecryptionException of kind KEY when it is none of them
     */
    public static EncryptionKey parse(String text) throws DecryptionException {
        String key = text == null ? "" : text.strip();
        byte[] bytes = key.startsWith(PREFIX) ? base64(key.substring(PREFIX.length()).strip()) : rawOrBase64(text, key);
        if (bytes.length != BYTES) {
            throw new DecryptionException(DecryptionException.Kind.KEY, "the encryption key has " + bytes.length
                    + " bytes where AES-256 needs 32: copy MODEL_ENCRYPTION_KEY as the admin gave it");
        }
        return new EncryptionKey(bytes);
    }

    private static byte[] rawOrBase64(String text, String stripped) throws DecryptionException {
        byte[] raw = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        if (raw.length == BYTES) {
            return raw;
        }
        byte[] trimmed = stripped.getBytes(StandardCharsets.UTF_8);
        return trimmed.length >= 43 ? base64(stripped) : trimmed;
    }

    private static byte[] base64(String text) throws DecryptionException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new DecryptionException(DecryptionException.Kind.KEY,
                    "the encryption key is not base64: copy MODEL_ENCRYPTION_KEY as the admin gave it");
        }
    }

    SecretKeySpec forCipher() {
        return new SecretKeySpec(bytes, "AES");
    }

    SecretKeySpec forMac() {
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    /** A key of its own for a context, from which this one cannot be told. */
    public byte[] derived(String context, int length) {
        return Hkdf.derive(bytes, context, length);
    }

    @Override
    public String toString() {
        return "EncryptionKey[redacted]";
    }
}
