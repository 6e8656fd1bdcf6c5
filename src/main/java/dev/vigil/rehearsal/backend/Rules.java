package dev.vigil.rehearsal.backend;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A request's validation, worded as Laravel words it. */
final class Rules {
    private final JsonNode body;
    private final Map<String, List<String>> errors = new LinkedHashMap<>();

    Rules(JsonNode body) {
        this.body = body;
    }

    Rules text(String field) {
        return rule(field, JsonNode::isTextual, "must be a string");
    }

    Rules email(String field) {
        return rule(field, value -> value.isTextual() && value.asText().contains("@"), "must be a valid email address");
    }

    Rules integer(String field) {
        return rule(field, JsonNode::isIntegralNumber, "must be an integer");
    }

    Rules confidence(String field) {
        return rule(field, value -> value.isNumber() && value.asDouble() >= 0 && value.asDouble() <= 100,
                "must be between 0 and 100");
    }

    Rules oneOf(String field, Set<String> values) {
        return selected(field, value -> values.contains(value.asText()));
    }

    Rules camera(String field, Set<Long> assigned) {
        return integer(field).selected(field, value -> assigned.contains(value.asLong()));
    }

    Rules time(String field) {
        return rule(field, Rules::isTime, "must be a valid date");
    }

    Rules notBefore(String field, String other) {
        return rule(field, value -> !isTime(value) || !isTime(body.path(other)) || !time(value).isBefore(
                time(body.path(other))), "must be a date after or equal to " + words(other));
    }

    /** May be empty, as Laravel's {@code present|array} has it. */
    Rules integers(String field) {
        if (!body.path(field).isArray()) {
            return add(field, "The " + words(field) + " field must be an array.");
        }
        for (int i = 0; i < body.path(field).size(); i++) {
            if (!body.path(field).get(i).isIntegralNumber()) {
                add(field + "." + i, "The " + field + "." + i + " field must be an integer.");
            }
        }
        return this;
    }

    /** The 422 that these rules lead to, or nothing where the body keeps them. */
    Optional<Reply> broken() {
        return errors.isEmpty() ? Optional.empty() : Optional.of(Reply.invalid(errors));
    }

    private Rules rule(String field, Predicate<JsonNode> holds, String otherwise) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull() || value.isTextual() && value.asText().isEmpty()) {
            return errors.containsKey(field) ? this : add(field, "The " + words(field) + " field is required.");
        }
        return holds.test(value) ? this : add(field, "The " + words(field) + " field " + otherwise + ".");
    }

    /** For rules after the first: what is not there was complained of already. */
    private Rules selected(String field, Predicate<JsonNode> holds) {
        if (!body.hasNonNull(field)) {
            return errors.containsKey(field) ? this : add(field, "The " + words(field) + " field is required.");
        }
        return holds.test(body.get(field)) ? this : add(field, "The selected " + words(field) + " is invalid.");
    }

    private Rules add(String field, String error) {
        errors.computeIfAbsent(field, key -> new ArrayList<>()).add(error);
        return this;
    }

    private static boolean isTime(JsonNode value) {
        try {
            time(value);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static OffsetDateTime time(JsonNode value) {
        return OffsetDateTime.parse(value.asText());
    }

    private static String words(String field) {
        return field.replace('_', ' ');
    }
}
