package dev.vigil.camera;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with HMAC-SHA256, as RFC 5869 has it: independent keys out of one, told apart by their context. */
final class Hkdf {
    private static final String HMAC = "HmacSHA256";
    private static final int HASH_BYTES = 32;

    private Hkdf() {
    }

    /** A key for this context alone; no salt, since the key it comes from is random already. */
    static byte[] derive(byte[] key, String context, int length) {
        return expand(extract(new byte[HASH_BYTES], key), context.getBytes(UTF_8), length);
    }

    /** @param salt not empty; HASH_BYTES zeros where there is none */
    static byte[] extract(byte[] salt, byte[] key) {
        return hmac(salt, key);
    }

    /** @param length at most 255 times 32 */
    static byte[] expand(byte[] pseudoRandomKey, byte[] context, int length) {
        byte[] all = new byte[length];
        byte[] block = new byte[0];
        for (int at = 0, count = 1; at < length; at += HASH_BYTES, count++) {
            block = hmac(pseudoRandomKey, block, context, new byte[] {(byte) count});
            System.arraycopy(block, 0, all, at, Math.min(HASH_BYTES, length - at));
        }
        return all;
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + HMAC, impossible);
        }
    }
}
