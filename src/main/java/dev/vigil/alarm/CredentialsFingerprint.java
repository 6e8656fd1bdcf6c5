package dev.vigil.alarm;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Recognizes credentials without keeping them: a salt and PBKDF2 of both, slow enough to be of no use to a thief. */
public final class CredentialsFingerprint {

    private static final int ROUNDS = 200_000;
    private static final int BITS = 128;

    private CredentialsFingerprint() {
    }

    public static String of(String user, String password) {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        return HexFormat.of().formatHex(salt) + "-" + HexFormat.of().formatHex(derive(salt, user, password));
    }

    /** False for other credentials, and for a text that is no fingerprint. */
    public static boolean matches(String fingerprint, String user, String password) {
        String[] parts = fingerprint.split("-");
        try {
            return parts.length == 2 && MessageDigest.isEqual(HexFormat.of().parseHex(parts[1]),
                    derive(HexFormat.of().parseHex(parts[0]), user, password));
        } catch (IllegalArgumentException damaged) {
            return false;
        }
    }

    private static byte[] derive(byte[] salt, String user, String password) {
        PBEKeySpec spec = new PBEKeySpec((user.length() + ":" + user + password).toCharArray(), salt, ROUNDS, BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has PBKDF2", impossible);
        } finally {
            spec.clearPassword();
        }
    }
}
