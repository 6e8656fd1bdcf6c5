package dev.vigil.backend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.backend.BackendException.Kind;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a status, its headers and its body mean. */
final class Answer {
    static final Duration NOT_WHITELISTED_PAUSE = Duration.ofSeconds(60);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Pattern TITLE = Pattern.compile("(?is)<title>([^<]{0,200})");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Call call;
    private final int status;
    private final String body;
    private final UnaryOperator<String> header;

    private Answer(Call call, int status, String body, UnaryOperator<String> header) {
        this.call = call;
        this.status = status;
        this.body = body == null ? "" : body;
        this.header = header;
    }

    /**
     * The body of a call that went well: a JSON object, never one that says status false.
     *
     * @param now what a Retry-After date is measured from
     */
    static JsonNode read(Call call, Response response, Instant now) throws BackendException {
        return read(call, response.getStatus(), response.hasEntity() ? response.readEntity(String.class) : null,
                response::getHeaderString, now);
    }

    /** The same of another HTTP client's answer; {@code header} gives a header's value, or null. */
    static JsonNode read(Call call, int status, String body, UnaryOperator<String> header, Instant now)
            throws BackendException {
        return new Answer(call, status, body, header).read(now);
    }

    private JsonNode read(Instant now) throws BackendException {
        if (status / 100 == 2) {
            return success();
        }
        if (status / 100 == 3) {
            throw failure(Kind.BROKEN_ANSWER, "redirected to " + target() + ", which is not followed: "
                    + "BACKEND_URL must be the address that answers itself", null);
        }
        if (status / 100 == 5 || status == 408) {
            throw failure(Kind.UNAVAILABLE, "the back end is in trouble, " + told(), retryAfter(now));
        }
        if (status == 404 && json() == null) {
            // Laravel answers an API's caller in JSON: this is somebody else, and a report must not be lost by it.
            throw failure(Kind.BROKEN_ANSWER, "not the back end's own words, it sent " + described()
                    + ": see whether BACKEND_URL is the back end and whether it is well", null);
        }
        throw switch (status) {
            case 401 -> failure(Kind.WRONG_CREDENTIALS, told(), null);
            case 403 -> failure(Kind.NOT_WHITELISTED, told()
                    + "; ask the admin to enter this machine's address for the model", NOT_WHITELISTED_PAUSE);
            case 429 -> failure(Kind.THROTTLED, "too many requests, " + told(), retryAfter(now));
            default -> failure(Kind.REJECTED, "rejected, " + told(), null);
        };
    }

    private JsonNode success() throws BackendException {
        JsonNode json = json();
        if (json == null) {
            throw failure(Kind.BROKEN_ANSWER, "the answer is " + described()
                    + ": see whether BACKEND_URL is the back end and whether it is well", null);
        }
        JsonNode well = json.path("status");
        if (well.isBoolean() && !well.booleanValue()) {
            throw failure(Kind.REJECTED, "rejected, " + told(), null);
        }
        return json;
    }

    private BackendException failure(Kind kind, String trouble, Duration retryAfter) {
        return BackendException.of(kind, status, call.says("HTTP " + status + ", " + trouble), retryAfter);
    }

    /** Null where the body is no JSON object. */
    private JsonNode json() {
        try {
            JsonNode json = JSON.readTree(body);
            return json != null && json.isObject() ? json : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** What the back end itself says of it: Laravel's message and the errors of each field. */
    private String told() {
        JsonNode json = json();
        if (json == null) {
            return "it sent " + described();
        }
        String message = json.path("message").asText("");
        String errors = json.path("errors").properties().stream()
                .map(field -> field.getKey() + ": " + Loose.items(field.getValue()).stream()
                        .map(JsonNode::asText).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("; "));
        String all = errors.isEmpty() ? message : message + " [" + errors + "]";
        return all.isBlank() ? "it says nothing more" : "it says: " + call.quote(all);
    }

    private String described() {
        if (body.isBlank()) {
            return "empty";
        }
        Matcher title = TITLE.matcher(body);
        if (title.find()) {
            return "a page titled \"" + call.quote(title.group(1)) + "\"";
        }
        return body.stripLeading().startsWith("<") ? "a page"
                : "no JSON object or cut off (" + body.length() + " characters)";
    }

    /** Where a redirect points, without what may be secret in it. */
    private String target() {
        String location = header.apply("Location");
        return location == null ? "nowhere"
                : call.quote(location.replaceAll("[?#].*", "").replaceAll("//[^/@]*@", "//"));
    }

    private Duration retryAfter(Instant now) {
        String later = header.apply("Retry-After");
        if (later == null) {
            return null;
        }
        Duration pause;
        try {
            pause = later.strip().matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(later.strip()))
                    : Duration.between(now, ZonedDateTime.parse(later.strip(), DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException e) {
            return null;
        }
        return pause.isNegative() ? Duration.ZERO : pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
