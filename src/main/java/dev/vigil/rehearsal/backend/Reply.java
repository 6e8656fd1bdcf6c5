package dev.vigil.rehearsal.backend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What goes back: status, headers (Content-Type among them) and body. */
record Reply(int status, Map<String, String> headers, String body) {
    static final ObjectMapper JSON = new ObjectMapper();

    static Reply of(int status, String contentType, String body) {
        return new Reply(status, Map.of("Content-Type", contentType), body);
    }

    static Reply json(int status, Object body) {
        try {
            return of(status, "application/json", JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Reply message(int status, boolean ok, String message) {
        return json(status, ordered("status", ok, "message", message));
    }

    /** As Laravel's own exception handler words it. */
    static Reply laravel(int status, String message) {
        return json(status, Map.of("message", message));
    }

    static Reply invalid(Map<String, List<String>> errors) {
        String first = errors.values().iterator().next().get(0);
        long others = errors.values().stream().mapToInt(List::size).sum() - 1L;
        String more = others == 0 ? "" : " (and " + others + " more error" + (others == 1 ? "" : "s") + ")";
        return json(422, ordered("message", first + more, "errors", errors));
    }

    static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    Reply with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }
}
