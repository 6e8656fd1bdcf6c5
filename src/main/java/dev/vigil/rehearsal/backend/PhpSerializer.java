package dev.vigil.rehearsal.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;

/** PHP's serialize() for strings, integers, floats, booleans, null, lists and maps. */
final class PhpSerializer {

    private PhpSerializer() {
    }

    static String serialize(Object value) {
        if (value == null) {
            return "N;";
        } else if (value instanceof String text) {
            return "s:" + text.getBytes(UTF_8).length + ":\"" + text + "\";";
        } else if (value instanceof Boolean bool) {
            return bool ? "b:1;" : "b:0;";
        } else if (value instanceof Integer || value instanceof Long) {
            return "i:" + value + ";";
        } else if (value instanceof Double number) {
            return "d:" + number + ";";
        } else if (value instanceof List<?> list) {
            StringBuilder entries = new StringBuilder();
            for (int i = 0; i < list.size(); i++) {
                entries.append("i:").append(i).append(';').append(serialize(list.get(i)));
            }
            return "a:" + list.size() + ":{" + entries + "}";
        } else if (value instanceof Map<?, ?> map) {
            StringBuilder entries = new StringBuilder();
            map.forEach((key, entry) -> entries.append(serialize(key)).append(serialize(entry)));
            return "a:" + map.size() + ":{" + entries + "}";
        }
        throw new IllegalArgumentException("no " + value.getClass().getSimpleName() + " in a camera's fields");
    }
}
