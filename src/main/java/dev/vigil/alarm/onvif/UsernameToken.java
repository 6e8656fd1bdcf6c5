package dev.vigil.alarm.onvif;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/**
 * The proof of a password that goes into one request (WSS UsernameToken profile 1.0):
 * Base64(SHA1(nonce, created, password)).
 *
 * @param nonce   base64 of 16 random bytes, another one each time
 * @param created the camera's time, not ours
 */
record UsernameToken(String user, String digest, String nonce, String created) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    static UsernameToken now(String user, String password, Instant cameraTime) {
        byte[] nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        return of(user, password, nonce, FORM.format(cameraTime));
    }

    static UsernameToken of(String user, String password, byte[] nonce, String created) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(nonce);
            sha1.update(created.getBytes(StandardCharsets.UTF_8));
            byte[] digest = sha1.digest(password.getBytes(StandardCharsets.UTF_8));
            Base64.Encoder base64 = Base64.getEncoder();
            return new UsernameToken(user, base64.encodeToString(digest), base64.encodeToString(nonce), created);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-1", impossible);
        }
    }

    @Override
    public String toString() {
        return "UsernameToken[hidden]";
    }
}
