package dev.vigil.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as lower-case hex: of bytes, of a file, or of several pieces one after the other. */
public final class Sha256 {

    private final MessageDigest digest;

    /** Begins with nothing. */
    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public static String of(byte[] bytes) {
        return new Sha256().add(bytes).hex();
    }

    /** Of what is left in the buffer, which stays as it is. */
    public static String of(ByteBuffer bytes) {
        Sha256 sha256 = new Sha256();
        sha256.digest.update(bytes.duplicate());
        return sha256.hex();
    }

    public static String of(Path file) throws IOException {
        return new Sha256().add(file).hex();
    }

    /** Goes on with these bytes. */
    public Sha256 add(byte[] bytes) {
        digest.update(bytes);
        return this;
    }

    /** Goes on with what is in that file. In pieces: the JVM's fast path needs some calls before it sets in. */
    public Sha256 add(Path file) throws IOException {
        byte[] piece = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
            }
        }
        return this;
    }

    /** Of all that was added; begins anew with nothing. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
