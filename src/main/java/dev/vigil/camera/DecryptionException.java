package dev.vigil.camera;

/**
 * A camera's credentials could not be opened. The message is for an operator and never holds secret content,
 * so there is no cause either: a parser's exception quotes what it read.
 */
public final class DecryptionException extends Exception {

    /** What is wrong, and so who can put it right. */
    public enum Kind {
        /** The configured key is no AES-256 key, or not the one that was used. */
        KEY,
        /** The payload is not what Laravel's encrypter makes with AES-256-CBC. */
        PAYLOAD,
        /** The payload was made with another key, or changed on its way. */
        MAC,
        /** The MAC is right but the ciphertext does not decrypt. */
        PADDING,
        /** What was decrypted does not describe a camera. */
        CONTENT
    }

    private final Kind kind;

    DecryptionException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }

    static DecryptionException payload(String message) {
        return new DecryptionException(Kind.PAYLOAD, message);
    }

    static DecryptionException content(String message) {
        return new DecryptionException(Kind.CONTENT, message);
    }
}
