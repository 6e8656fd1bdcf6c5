package dev.vigil.backend;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.fuzz.Bounded;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any status, header and body of the back end end in what was asked for or the declared exception. */
class AnswerFuzz {

    private static final Instant NOW = Instant.parse("2026-02-27T14:28:00Z");
    private static final String SECRET = "rehearsal-only";
    private static final Call CALL = new Call("list of cameras", "GET http://backend/api/model/cameras",
            List.of(SECRET));

    static Stream<Arguments> seeds() {
        String row = "{\"id\":1,\"name\":\"Gate\",\"encrypted_data\":\"eyJ\",\"lat\":\"30.05\",\"lang\":31,"
                + "\"storage_type\":\"none\",\"police_station_id\":1.0}";
        String refused = "{\"message\":\"The camera id field is required.\",\"errors\":{\"camera_id\":[\"The camera id"
                + " field is required.\"],\"0\":\"x\"}}";
        List<Arguments> seeds = new ArrayList<>();
        for (String body : List.of("{\"status\":true,\"data\":[" + row + "]}", "{\"data\":{\"0\":" + row + "}}",
                "{\"status\":true,\"data\":{\"token\":\"1|abc\",\"model\":{\"id\":1}}}",
                "{\"data\":{\"crime_id\":\"7\",\"status\":\"pending\",\"severity\":\"high\"}}",
                "{\"status\":false,\"message\":\"no " + SECRET + "\"}", "{\"data\":[{\"id\":1e400},{\"id\":"
                + "9".repeat(900) + "},{\"id\":\"0x1p3\"},{\"id\":-1E-5}]}", "[".repeat(2000), "{\"data\":".repeat(990),
                "\ufeff{}", "")) {
            seeds.add(Arguments.of(200, "", body));
        }
        seeds.add(Arguments.of(422, "", refused));
        seeds.add(Arguments.of(404, "", "{\"message\":[1,{}],\"errors\":[[1],\"x\"]}"));
        seeds.add(Arguments.of(500, "", "<!DOCTYPE html><html><head><title>Server Error</title></head></html>"));
        seeds.add(Arguments.of(429, "Fri, 27 Feb 2026 14:29:00 GMT", "{\"message\":\"Too Many Attempts.\"}"));
        seeds.add(Arguments.of(503, "999999999", ""));
        seeds.add(Arguments.of(302, "https://u:p@host/login?token=1", "<html>"));
        seeds.add(Arguments.of(401, "", "{\"message\":\"Unauthenticated.\"}"));
        seeds.add(Arguments.of(403, "", "{\"status\":false,\"message\":\"whitelisted\"}"));
        return seeds.stream();
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyAnswer(int status, String header, String body) throws Exception {
        if (header == null || body == null) {
            return;
        }
        try (Response response = Response.status(100 + Math.floorMod(status - 100, 900)).entity(body)
                .header("Retry-After", header).header("Location", header).build()) {
            Bounded.read(() -> {
                try {
                    use(Answer.read(CALL, response, NOW));
                } catch (BackendException declared) {
                    check(declared);
                }
            });
        }
    }

    private static void use(JsonNode answer) throws BackendException {
        JsonNode data = answer.path("data");
        if (data.isContainerNode()) {
            BackendClient.rows(data, CALL);
        }
        BackendClient.receipt(data);
        Session.tokenIn(answer, CALL);
    }

    private static void check(BackendException declared) {
        if (declared.getMessage().contains("\n") || declared.getMessage().length() > 800
                || declared.getMessage().contains(SECRET)) {
            throw new AssertionError("no message for an operator", declared);
        }
        if (declared.retryAfter().filter(pause -> pause.isNegative() || pause.compareTo(Duration.ofHours(1)) > 0)
                .isPresent()) {
            throw new AssertionError("a pause without bounds", declared);
        }
    }
}
