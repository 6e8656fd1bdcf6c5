package dev.vigil.camera;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Decrypted fields read with a tolerant eye: numbers as text, text as numbers, blank as missing. */
final class Fields {
    private final Map<String, Object> fields;

    Fields(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** The field's text exactly as it is, blank and empty included (a password may be that). */
    Optional<String> exact(String name) {
        Object value = fields.get(name);
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Optional.of(Long.toString(number.longValue()));
        }
        return value instanceof String || value instanceof Number ? Optional.of(value.toString()) : Optional.empty();
    }

    /** The field's text without the white space around it; missing where nothing is left. */
    Optional<String> text(String name) {
        return exact(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** @throws DecryptionException of kind CONTENT when the field is there and no port */
    OptionalInt port(String name) throws DecryptionException {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(port(name, text.get()));
    }

    static int port(String name, String text) throws DecryptionException {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65536) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below, without the text: it may be a piece of a password
        }
        throw DecryptionException.content(name + " is no port between 1 and 65535: correct the camera in the back end");
    }
}
