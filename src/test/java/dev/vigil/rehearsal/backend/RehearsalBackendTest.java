package dev.vigil.rehearsal.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The simulated back end keeps the guide, seen by a client that is not ours. */
class RehearsalBackendTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private RehearsalBackend site;

    @BeforeEach
    void start() throws IOException {
        site = RehearsalBackend.start(0);
        site.assign(List.of(ListedCamera.at(1, "Gate", "10.0.0.1", 8554, "/stream2", "u", "p")));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private HttpResponse<String> send(String method, String path, String token, String body) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(site.url() + path)).header("Accept", "application/json")
                .header("Authorization", "Bearer " + token).method(method, BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    private String token() throws Exception {
        String body = "{\"email\":\"" + site.email() + "\",\"password\":\"" + site.password() + "\"}";
        return json(send("POST", "/api/model/login", "", body)).at("/data/token").asText();
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return Reply.JSON.readTree(response.body());
    }

    @Test
    void aCrimeIsAnswered201WithItsSeverity() throws Exception {
        HttpResponse<String> response = send("POST", "/api/model/crime", token(), "{\"camera_id\":1,"
                + "\"crime_type\":\"theft\",\"confidence_score\":79.9,\"start_time\":\"2026-02-27T14:28:00Z\","
                + "\"end_time\":\"2026-02-27T14:32:00Z\"}");
        assertEquals(201, response.statusCode());
        assertEquals("{\"crime_id\":1,\"status\":\"pending\",\"severity\":\"high\"}",
                json(response).get("data").toString());
    }

    @Test
    void badFieldsAreAnswered422InLaravelsShape() throws Exception {
        HttpResponse<String> response = send("POST", "/api/model/crime", token(), "{\"camera_id\":2,"
                + "\"crime_type\":\"jaywalking\",\"confidence_score\":101,\"start_time\":\"2026-02-27T14:28:00Z\","
                + "\"end_time\":\"2026-02-27T14:00:00Z\"}");
        assertEquals(422, response.statusCode());
        assertEquals("{\"message\":\"The selected camera id is invalid. (and 3 more errors)\",\"errors\":{"
                + "\"camera_id\":[\"The selected camera id is invalid.\"],"
                + "\"crime_type\":[\"The selected crime type is invalid.\"],"
                + "\"confidence_score\":[\"The confidence score field must be between 0 and 100.\"],"
                + "\"end_time\":[\"The end time field must be a date after or equal to start time.\"]}}",
                response.body());
        assertEquals(422, send("POST", "/api/model/heartbeat", token(), "{\"camera_ids\":[\"x\"]}").statusCode());
        assertEquals(422, send("POST", "/api/model/heartbeat", token(), "").statusCode());
        assertEquals(422, send("POST", "/api/camera/alarm", "", "{\"action\":\"sing\"}").statusCode());
    }

    @Test
    void tokensAndCredentialsAndRoutesAreChecked() throws Exception {
        assertEquals(401, send("GET", "/api/model/cameras", "1|made-up", "").statusCode());
        assertEquals(401, send("POST", "/api/model/login", "", "{\"email\":\"a@b\",\"password\":\"x\"}").statusCode());
        assertEquals(404, send("GET", "/api/model/nothing", token(), "").statusCode());
        String token = token();
        site.revokeTokens();
        assertEquals(401, send("GET", "/api/model/cameras", token, "").statusCode());
    }

    @Test
    void whoDoesNotAskForJsonIsSentToThePageForPeople() throws Exception {
        HttpResponse<String> response = http.send(HttpRequest.newBuilder(URI.create(site.url() + "/api/model/cameras"))
                .build(), BodyHandlers.ofString());
        assertEquals(302, response.statusCode());
        assertEquals("/login", response.headers().firstValue("Location").orElseThrow());
    }

    @Test
    void ciphertextIsFreshAtEachFetch() throws Exception {
        String first = json(send("GET", "/api/model/cameras", token(), "")).at("/data/0/encrypted_data").asText();
        String second = json(send("GET", "/api/model/cameras", token(), "")).at("/data/0/encrypted_data").asText();
        assertTrue(first.length() > 100);
        assertNotEquals(first, second);
    }

    @Test
    void sirensAreKeptRecordOf() throws Exception {
        String who = "{\"ip\":\"10.0.0.1\",\"username\":\"u\",\"password\":\"p\",";
        send("POST", "/api/camera/alarm", "", who
                + "\"action\":\"start\",\"duration\":30,\"type\":\"both\",\"volume\":\"high\"}");
        send("POST", "/api/camera/alarm", "", who + "\"action\":\"stop\"}");
        List<SirenEvent> sirens = site.sirens();
        assertEquals(List.of(30, 0), sirens.stream().map(SirenEvent::duration).toList());
        assertTrue(sirens.get(0).sounds() && !sirens.get(1).sounds());
        assertTrue(sirens.get(0).nanos() <= sirens.get(1).nanos());
    }
}
