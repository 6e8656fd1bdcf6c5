package dev.vigil.camera;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a list of cameras so that it can be left on a disk: AES-256-GCM under a key derived from MODEL_ENCRYPTION_KEY
 * (HKDF-SHA256), bound to one back end and account. The credentials within stay encrypted by Laravel as they came.
 *
 * <p>Layout: {@code VIGA}, a version, 8 bytes that tell keys apart, a nonce of 12 bytes, then ciphertext and tag. The
 * associated data is all before the nonce, the back end's address and the account's e-mail. Safe for use by threads.
 */
public final class CameraListSeal {
    private static final byte[] BEGINNING = {'V', 'I', 'G', 'A', 1};
    private static final int KEY_ID_BYTES = 8;
    private static final int HEAD_BYTES = BEGINNING.length + KEY_ID_BYTES;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final String CONTEXT = "vigil assignment cache 1, ";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;
    private final byte[] head;
    private final byte[] associated;

    /**
     * @param url   of the back end that listed the cameras
     * @param email of the account that they are assigned to
     */
    public CameraListSeal(EncryptionKey key, String url, String email) {
        this.key = new SecretKeySpec(key.derived(CONTEXT + "key", 32), "AES");
        head = ByteBuffer.allocate(HEAD_BYTES).put(BEGINNING).put(key.derived(CONTEXT + "key's name", KEY_ID_BYTES))
                .array();
        associated = associated(head, url, email);
    }

    /** Each text with its length, so that no two pairs read the same. */
    private static byte[] associated(byte[] head, String url, String email) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(head);
            out.writeUTF(url);
            out.writeUTF(email);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** What is inside; the time as text, which needs no module to be read. */
    private record Content(String fetched, List<AssignedCamera> cameras) {
    }

    /** Another result each time, since each has a nonce of its own. */
    public byte[] seal(CameraList list) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] plain = JSON.writeValueAsBytes(new Content(list.fetched().toString(), list.cameras()));
            byte[] secret = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain);
            return ByteBuffer.allocate(HEAD_BYTES + NONCE_BYTES + secret.length)
                    .put(head).put(nonce).put(secret).array();
        } catch (GeneralSecurityException | JsonProcessingException impossible) {
            throw new IllegalStateException("a list of cameras can always be sealed", impossible);
        }
    }

    /**
     * The list that was sealed.
     *
     * @throws DecryptionException of kind KEY when it was sealed under another key; of kind PAYLOAD when it is no
     *                             sealed list of this version; of kind MAC when it was changed, cut off or belongs to
     *                             another back end or account
     */
    public CameraList open(byte[] sealed) throws DecryptionException {
        if (sealed.length < HEAD_BYTES + NONCE_BYTES + TAG_BYTES || !begins(sealed)) {
            throw DecryptionException.payload("it is no assignment that this version of Vigil keeps");
        }
        if (!MessageDigest.isEqual(head, ByteBuffer.allocate(HEAD_BYTES).put(sealed, 0, HEAD_BYTES).array())) {
            throw new DecryptionException(DecryptionException.Kind.KEY,
                    "it was kept under another MODEL_ENCRYPTION_KEY");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        System.arraycopy(sealed, HEAD_BYTES, nonce, 0, NONCE_BYTES);
        int start = HEAD_BYTES + NONCE_BYTES;
        try {
            byte[] plain = cipher(Cipher.DECRYPT_MODE, nonce).doFinal(sealed, start, sealed.length - start);
            Content content = JSON.readValue(plain, Content.class);
            return new CameraList(Instant.parse(content.fetched()), content.cameras());
        } catch (AEADBadTagException forged) {
            throw new DecryptionException(DecryptionException.Kind.MAC,
                    "it was changed or cut off, or belongs to another back end or account");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has AES in GCM mode", impossible);
        } catch (IOException | DateTimeParseException other) {
            throw DecryptionException.payload("its content is none that this version of Vigil keeps");
        }
    }

    private static boolean begins(byte[] sealed) {
        return ByteBuffer.wrap(sealed, 0, BEGINNING.length).equals(ByteBuffer.wrap(BEGINNING));
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }
}
