package dev.vigil.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigil.camera.EncryptionKey;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 under a key derived from MODEL_ENCRYPTION_KEY: whoever has the disk but not the key can compute the
 * hashes of a log anew, but not these. Safe for use by many threads.
 */
public final class AuditSeal {

    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    public AuditSeal(EncryptionKey account) {
        this(account.derived("vigil audit log 1, seal", 32));
    }

    private AuditSeal(byte[] key) {
        this.key = new SecretKeySpec(key, HMAC);
    }

    /** A seal under a key that nobody keeps, for a log that is thrown away. */
    public static AuditSeal ofNoAccount() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new AuditSeal(key);
    }

    String ofLine(String sha256) {
        return mac("line " + sha256);
    }

    /** Another one than the line's own, or an older line could be shown as the newest. */
    String ofNewest(long sequence, String sha256) {
        return mac("newest " + sequence + " " + sha256);
    }

    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    private String mac(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + HMAC, impossible);
        }
    }
}
