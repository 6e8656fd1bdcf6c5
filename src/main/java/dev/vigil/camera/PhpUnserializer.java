package dev.vigil.camera;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads PHP's serialisation format as far as Laravel needs it: null, booleans, integers, floats, strings, arrays.
 * Objects, enums and references are refused, not skipped. String lengths count bytes, as in PHP. Every declared length
 * is held against what is really there before anything is allocated, and nesting is bounded.
 */
final class PhpUnserializer {
    private static final int MAX_NUMBER_CHARS = 32;
    /** The shortest element there is: {@code i:0;N;}. */
    private static final int MIN_ELEMENT_BYTES = 6;

    private final byte[] in;
    private int at;

    private PhpUnserializer(byte[] in) {
        this.in = in;
    }

    /** Whether the bytes begin as a serialised value does; no JSON object can. */
    static boolean looksSerialised(byte[] bytes) {
        return bytes.length >= 2 && Character.isLetter(bytes[0]) && (bytes[1] == ':' || bytes[1] == ';');
    }

    /** A String, Long, Double, Boolean, null, or a List or Map of them; an array with keys 0..n-1 becomes a List. */
    static Object read(byte[] bytes) throws DecryptionException {
        PhpUnserializer reader = new PhpUnserializer(bytes);
        Object value = reader.value(0);
        if (reader.at != bytes.length) {
            throw reader.broken("something follows its end");
        }
        return value;
    }

    private Object value(int depth) throws DecryptionException {
        byte type = next();
        if (type == 'N') {
            expect(';');
            return null;
        }
        expect(':');
        return switch (type) {
            case 'b' -> bool();
            case 'i' -> integer(';');
            case 'd' -> floating();
            case 's' -> string();
            case 'a' -> array(depth);
            default -> throw broken("it holds something that is no string, number, boolean or array");
        };
    }

    private Boolean bool() throws DecryptionException {
        byte digit = next();
        expect(';');
        return switch (digit) {
            case '0' -> false;
            case '1' -> true;
            default -> throw broken("a boolean is neither 0 nor 1");
        };
    }

    private long integer(char end) throws DecryptionException {
        try {
            return Long.parseLong(number(end));
        } catch (NumberFormatException e) {
            throw broken("an integer is not one");
        }
    }

    private Double floating() throws DecryptionException {
        String text = number(';');
        return switch (text) {
            case "INF" -> Double.POSITIVE_INFINITY;
            case "-INF" -> Double.NEGATIVE_INFINITY;
            case "NAN" -> Double.NaN;
            default -> finite(text);
        };
    }

    private Double finite(String text) throws DecryptionException {
        // Java's own parser would take "0x1p3", "1f" and " 1" as well.
        if (!text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
            throw broken("a float is not one");
        }
        return Double.valueOf(text);
    }

    private String string() throws DecryptionException {
        int length = length();
        expect('"');
        if (length > in.length - at) {
            throw broken("a string is declared longer than the content");
        }
        byte[] bytes = Arrays.copyOfRange(in, at, at + length);
        at += length;
        expect('"');
        expect(';');
        try {
            return StrictJson.utf8(bytes);
        } catch (CharacterCodingException e) {
            throw broken("a string is not UTF-8");
        }
    }

    private Object array(int depth) throws DecryptionException {
        int count = length();
        if (depth >= StrictJson.MAX_DEPTH) {
            throw broken("it is nested too deeply");
        }
        if (count > (in.length - at) / MIN_ELEMENT_BYTES) {
            throw broken("an array is declared longer than the content");
        }
        expect('{');
        Map<String, Object> entries = new LinkedHashMap<>();
        boolean isList = true;
        for (int i = 0; i < count; i++) {
            String key = key();
            isList &= key.equals(Integer.toString(i));
            entries.put(key, value(depth + 1));
        }
        expect('}');
        if (isList) {
            List<Object> list = new ArrayList<>(entries.values());
            return list;
        }
        return entries;
    }

    private String key() throws DecryptionException {
        byte type = next();
        expect(':');
        return switch (type) {
            case 'i' -> Long.toString(integer(';'));
            case 's' -> string();
            default -> throw broken("an array's key is neither integer nor string");
        };
    }

    private int length() throws DecryptionException {
        long length = integer(':');
        if (length < 0 || length > in.length) {
            throw broken("a declared length cannot be true");
        }
        return (int) length;
    }

    private String number(char end) throws DecryptionException {
        int start = at;
        while (at < in.length && in[at] != end && at - start < MAX_NUMBER_CHARS) {
            at++;
        }
        String text = new String(in, start, at - start, US_ASCII);
        expect(end);
        return text;
    }

    private byte next() throws DecryptionException {
        if (at >= in.length) {
            throw broken("it ends too early");
        }
        return in[at++];
    }

    private void expect(char wanted) throws DecryptionException {
        if (next() != wanted) {
            throw broken("it is malformed");
        }
    }

    private DecryptionException broken(String why) {
        return DecryptionException.content("the decrypted content is not PHP-serialised as it should be: " + why
                + " (at byte " + at + ")");
    }
}
