package dev.vigil.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One thing that happened. Never put a secret or a picture into it.
 *
 * @param kind   what, such as {@code incident.confirmed}: a room and a word in lower case
 * @param fields the particulars by their names, in this order: texts, numbers, truth values, and lists and maps of them
 */
public record AuditEntry(String kind, Map<String, Object> fields) {

    /** Of a longer text, such as an operator's reason, the beginning is kept. */
    public static final int LONGEST_TEXT = 2000;
    private static final Pattern KIND = Pattern.compile("[a-z]+\\.[a-z-]+");

    public AuditEntry {
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("a kind is such as incident.confirmed, not '" + kind + "'");
        }
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** An entry without particulars yet. */
    public static AuditEntry of(String kind) {
        return new AuditEntry(kind, Map.of());
    }

    /**
     * What a signed-in person did, or tried.
     *
     * @param action such as {@code sign-in}, {@code silence}, {@code mute}, {@code test-siren}
     * @param who    the name they are signed in by
     */
    public static AuditEntry operator(String action, String who) {
        return of("operator." + action).with("who", who);
    }

    /**
     * The same with another particular; an instant is kept as text.
     *
     * @throws IllegalArgumentException when the value is of a kind that JSON does not have
     */
    public AuditEntry with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(name, plain(value));
        return new AuditEntry(kind, more);
    }

    private static Object plain(Object value) {
        if (value instanceof CharSequence || value instanceof Instant) {
            String text = value.toString();
            return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Collection<?> values) {
            return values.stream().map(AuditEntry::plain).toList();
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream().collect(Collectors.toMap(entry -> entry.getKey().toString(),
                    entry -> plain(entry.getValue()), (one, other) -> other, LinkedHashMap::new));
        }
        throw new IllegalArgumentException("the audit log keeps no " + (value == null ? "null" : value.getClass()));
    }
}
