package dev.vigil.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.backend.BackendException.Kind;
import dev.vigil.camera.AssignedCamera;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * A look at the back end without Quarkus, for a command: whether it answers, whether it lets us in and what it assigns.
 * Nothing is tried twice, and nothing is reported.
 */
public final class BackendProbe {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BackendSettings settings;
    private final CallLimits limits;
    private final TimeSource time;
    private final HttpClient http;

    /**
     * Something answered.
     *
     * @param ahead how far its clock is ahead of ours, about to a second; empty where it does not tell the time
     */
    public record Reached(Duration took, Optional<Duration> ahead) {
    }

    public BackendProbe(BackendSettings settings, CallLimits limits, TimeSource time) {
        this.settings = settings;
        this.limits = limits;
        this.time = time;
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(limits.connect())
                .followRedirects(HttpClient.Redirect.NEVER).build();
    }

    /** Asks for nothing in particular: any answer will do. */
    public Reached reach() throws BackendException {
        Call call = call("look at the back end", "GET", "/");
        long began = time.nanos();
        HttpResponse<InputStream> answer = send(call, request("/").GET().build());
        Duration took = Duration.ofNanos(time.nanos() - began);
        body(call, answer);
        return new Reached(took, date(answer).map(theirs -> {
            Instant ours = time.now().minus(took.dividedBy(2));
            Duration ahead = Duration.between(ours, theirs);
            // Its date has no fraction of a second: on the average it says half a second too little.
            return ahead.plusMillis(500);
        }));
    }

    private static Optional<Instant> date(HttpResponse<?> answer) {
        try {
            return answer.headers().firstValue("Date")
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** Logs in, once, and fetches the assignment. */
    public List<AssignedCamera> cameras() throws BackendException {
        Call login = call("login", "POST", "/api/model/login");
        String token = Session.tokenIn(exchange(login, request("/api/model/login")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json(new Wire.Login(settings.email(), settings.password()))))
                .build()), login);
        Call call = new Call("list of cameras", "GET " + settings.url() + "/api/model/cameras",
                List.of(settings.password(), token));
        JsonNode data = exchange(call, request("/api/model/cameras").header("Authorization", "Bearer " + token).GET()
                .build()).path("data");
        if (!data.isContainerNode()) {
            throw BackendException.of(Kind.BROKEN_ANSWER, 200, call.says("the answer holds no data"));
        }
        return BackendClient.rows(data, call);
    }

    private Call call(String what, String method, String path) {
        return new Call(what, method + " " + settings.url() + path, List.of(settings.password()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(settings.url() + path)).timeout(limits.whole())
                .header("Accept", "application/json");
    }

    private JsonNode exchange(Call call, HttpRequest request) throws BackendException {
        HttpResponse<InputStream> answer = send(call, request);
        return Answer.read(call, answer.statusCode(), body(call, answer),
                name -> answer.headers().firstValue(name).orElse(null), time.now());
    }

    private HttpResponse<InputStream> send(Call call, HttpRequest request) throws BackendException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException failure) {
            throw Line.meaning(call, failure, limits);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw BackendException.unavailable(call.says("interrupted before the answer came"));
        }
    }

    private static String body(Call call, HttpResponse<InputStream> answer) throws BackendException {
        try (InputStream in = answer.body()) {
            return new String(in.readNBytes((int) BodyLimit.MOST_BYTES), UTF_8);
        } catch (IOException broken) {
            throw BackendException.of(Kind.BROKEN_ANSWER, 0,
                    call.says("the connection closed before the whole answer was there"));
        }
    }

    private static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
