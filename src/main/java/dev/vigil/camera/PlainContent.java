package dev.vigil.camera;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/** What was inside a payload: JSON, a PHP-serialised string of JSON, or a PHP-serialised array. */
final class PlainContent {

    private PlainContent() {
    }

    /** @throws DecryptionException of kind CONTENT when the bytes are none of the three, or hold no fields */
    static Map<String, Object> fields(byte[] plain) throws DecryptionException {
        Map<String, Object> fields = read(plain);
        if (fields.isEmpty()) {
            throw DecryptionException.content("the decrypted content has no fields");
        }
        return fields;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(byte[] plain) throws DecryptionException {
        if (plain.length == 0) {
            throw DecryptionException.content("the decrypted content is empty");
        }
        if (!PhpUnserializer.looksSerialised(plain)) {
            return json(plain);
        }
        Object value = PhpUnserializer.read(plain);
        if (value instanceof String text) {
            return json(text.getBytes(UTF_8));
        }
        if (value instanceof Map) {
            return (Map<String, Object>) value;
        }
        throw DecryptionException.content("the decrypted content is PHP-serialised but no set of fields");
    }

    private static Map<String, Object> json(byte[] text) throws DecryptionException {
        return StrictJson.object(text).orElseThrow(
                () -> DecryptionException.content("the decrypted content is neither a JSON object nor PHP-serialised"));
    }
}
