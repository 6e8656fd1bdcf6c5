package dev.vigil.rehearsal.tapo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One client that was let in. Guarded by the camera. */
final class Session {

    private final String stok;
    private final boolean encrypted;
    private final byte[] lsk;
    private final byte[] ivb;
    private final String tagKey;
    private long nextSeq;
    private Expiry ended;

    private Session(String stok, boolean encrypted, byte[] lsk, byte[] ivb, String tagKey, long startSeq) {
        this.stok = stok;
        this.encrypted = encrypted;
        this.lsk = lsk;
        this.ivb = ivb;
        this.tagKey = tagKey;
        nextSeq = startSeq;
    }

    static Session plain(String stok) {
        return new Session(stok, false, null, null, null, 0);
    }

    /** @param h the password's hash; c the client's nonce; n ours */
    static Session encrypted(String stok, String h, String c, String n, long startSeq) {
        String tail = c + n + Hashes.sha256(c + h + n);
        return new Session(stok, true, key("lsk" + tail), key("ivb" + tail), Hashes.sha256(h + c), startSeq);
    }

    private static byte[] key(String text) {
        return Arrays.copyOf(Hashes.digest("SHA-256", text.getBytes(StandardCharsets.UTF_8)), 16);
    }

    String stok() {
        return stok;
    }

    boolean isEncrypted() {
        return encrypted;
    }

    long startSeq() {
        return nextSeq;
    }

    void end(Expiry how) {
        ended = how;
    }

    Optional<Expiry> ended() {
        return Optional.ofNullable(ended);
    }

    /** What is wrong with a request's Seq and tag, over its raw body; counts it when nothing is. */
    Optional<String> objection(String seq, String tag, byte[] rawBody) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(tagKey.getBytes(StandardCharsets.US_ASCII));
        signed.writeBytes(rawBody);
        signed.writeBytes(String.valueOf(seq).getBytes(StandardCharsets.US_ASCII));
        if (!Hashes.hex(Hashes.digest("SHA-256", signed.toByteArray())).equals(tag)) {
            return Optional.of("Check tapo tag failed");
        }
        if (!Long.toString(nextSeq).equals(seq)) {
            return Optional.of("Http seq illegaly");
        }
        nextSeq++;
        return Optional.empty();
    }

    byte[] encrypt(byte[] plain) throws GeneralSecurityException {
        return cipher(Cipher.ENCRYPT_MODE).doFinal(plain);
    }

    byte[] decrypt(byte[] secret) throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE).doFinal(secret);
    }

    private Cipher cipher(int mode) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(mode, new SecretKeySpec(lsk, "AES"), new IvParameterSpec(ivb));
        return cipher;
    }
}
