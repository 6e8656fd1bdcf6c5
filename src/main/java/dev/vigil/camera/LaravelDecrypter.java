package dev.vigil.camera;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;

/**
 * Opens what Laravel's encrypter made with AES-256-CBC, in each of its three forms: {@code encryptString} of JSON,
 * {@code encrypt} of a JSON string and {@code encrypt} of an array (the last two are PHP-serialised).
 * The MAC, HMAC-SHA256 over the base64 texts of iv and value, is checked in constant time before anything is decrypted.
 * Safe for use by many threads.
 */
public final class LaravelDecrypter {
    /** A camera's payload has about 700 characters; this much more is not a camera's. */
    private static final int MAX_PAYLOAD_CHARS = 256 * 1024;
    private static final int IV_BYTES = 16;

    private final EncryptionKey key;

    public LaravelDecrypter(EncryptionKey key) {
        this.key = key;
    }

    /**
     * The fields inside, in their order. Values are String, Long, BigInteger, Double, Boolean, null, List and Map of
     * the same; nothing else is ever made of the payload.
     *
     * @throws DecryptionException of kind PAYLOAD, MAC, PADDING or CONTENT
     */
    public Map<String, Object> decrypt(String payload) throws DecryptionException {
        Map<String, Object> envelope = envelope(payload);
        String iv = text(envelope, "iv");
        String value = text(envelope, "value");
        String mac = text(envelope, "mac");
        Object tag = envelope.get("tag");
        if (tag != null && !"".equals(tag)) {
            throw DecryptionException.payload("the payload carries an AEAD tag: the back end encrypts with GCM, "
                    + "where its contract says AES-256-CBC");
        }
        byte[] ivBytes = base64(iv, "iv");
        if (ivBytes.length != IV_BYTES) {
            throw DecryptionException.payload("the payload's iv has " + ivBytes.length + " bytes, not 16");
        }
        checkMac(iv + value, mac);
        return PlainContent.fields(decipher(ivBytes, base64(value, "value")));
    }

    private static Map<String, Object> envelope(String payload) throws DecryptionException {
        if (payload == null || payload.isBlank()) {
            throw DecryptionException.payload("the payload is empty");
        }
        if (payload.length() > MAX_PAYLOAD_CHARS) {
            throw DecryptionException.payload("the payload is too long for a camera: "
                    + payload.length() + " characters");
        }
        byte[] json = base64(payload.strip(), "payload");
        return StrictJson.object(json).orElseThrow(
                () -> DecryptionException.payload("the payload is not the JSON object that Laravel's encrypter makes"));
    }

    private static String text(Map<String, Object> envelope, String field) throws DecryptionException {
        if (envelope.get(field) instanceof String text) {
            return text;
        }
        throw DecryptionException.payload("the payload has no " + field);
    }

    private static byte[] base64(String text, String what) throws DecryptionException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw DecryptionException.payload("the " + what + " is not base64");
        }
    }

    private void checkMac(String signed, String mac) throws DecryptionException {
        byte[] expected;
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(key.forMac());
            expected = HexFormat.of().formatHex(hmac.doFinal(signed.getBytes(UTF_8))).getBytes(UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
        if (!MessageDigest.isEqual(expected, mac.getBytes(UTF_8))) {
            throw new DecryptionException(DecryptionException.Kind.MAC, "the payload's MAC does not match: "
                    + "MODEL_ENCRYPTION_KEY is not the key it was encrypted with, or it was changed on its way");
        }
    }

    private byte[] decipher(byte[] iv, byte[] value) throws DecryptionException {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, key.forCipher(), new IvParameterSpec(iv));
            return cipher.doFinal(value);
        } catch (BadPaddingException | IllegalBlockSizeException e) {
            throw new DecryptionException(DecryptionException.Kind.PADDING,
                    "the payload's ciphertext is damaged although its MAC is right: encrypt the camera anew");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES in CBC mode", e);
        }
    }
}
