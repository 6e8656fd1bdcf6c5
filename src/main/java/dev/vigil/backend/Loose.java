package dev.vigil.backend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads values as PHP may have written them: numbers as text, whole numbers as floats, [] for an empty object. */
final class Loose {

    private Loose() {
    }

    /** Null where there is no whole number. */
    static Long integer(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        Double number = number(node);
        boolean whole = number != null && number == Math.rint(number) && Math.abs(number) <= 1L << 53;
        return whole ? (Long) number.longValue() : null;
    }

    /** Null where there is no finite number. */
    static Double number(JsonNode node) {
        double number = Double.NaN;
        if (node.isNumber()) {
            number = node.doubleValue();
        } else if (node.isTextual()) {
            try {
                number = Double.parseDouble(node.textValue().strip());
            } catch (NumberFormatException e) {
                return null;
            }
        }
        return Double.isFinite(number) ? (Double) number : null;
    }

    /** Null where there is no text. */
    static String text(JsonNode node) {
        return node.isTextual() || node.isNumber() ? node.asText() : null;
    }

    /** The items of a list, or of an object keyed by index, in their order. */
    static List<JsonNode> items(JsonNode node) {
        List<JsonNode> items = new ArrayList<>();
        node.elements().forEachRemaining(items::add);
        return items;
    }
}
