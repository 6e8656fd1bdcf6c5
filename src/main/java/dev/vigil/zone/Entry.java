package dev.vigil.zone;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A mapping of the zones file and the place it stands in; what is wrong with it becomes one line in a common list.
 *
 * @param where such as {@code zones.yaml: camera 7, zone 'dock'}
 */
record Entry(String where, JsonNode node, List<String> mistakes) {

    Entry at(String deeper, JsonNode itsNode) {
        return new Entry(where + deeper, itsNode, mistakes);
    }

    /** @param what such as "polygon has two corners" */
    void wrong(String what, String example) {
        mistakes.add(where + ": " + what + ", for example " + example);
    }

    /** Whether it is a mapping with no keys but these; says so if not. */
    boolean hasOnly(String... keys) {
        if (!node.isObject()) {
            wrong("must be a mapping with the keys " + String.join(", ", keys), keys[0] + ": ...");
            return false;
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!Arrays.asList(keys).contains(key)) {
                wrong("'" + key + "' is no key here; there are " + String.join(", ", keys), keys[0] + ": ...");
            }
        });
        return true;
    }

    /** The value of a key as it is written, not blank; a mapping or list has none. */
    Optional<String> text(String key) {
        return Optional.ofNullable(node.get(key)).filter(JsonNode::isValueNode).map(JsonNode::asText)
                .map(String::strip).filter(text -> !text.isEmpty() && !text.equals("null"));
    }
}
