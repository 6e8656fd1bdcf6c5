package dev.vigil.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody signed in to the console's API without a browser, and the event stream as it comes over the wire. */
final class ApiSession implements AutoCloseable {

    private final VigilProcess vigil;
    private final String cookie;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private InputStream stream;

    ApiSession(VigilProcess vigil, String name, String password) {
        this.vigil = vigil;
        HttpResponse<String> signedIn = vigil.send(HttpRequest.newBuilder(URI.create(vigil.url() + "/api/session"))
                .header("Content-Type", "application/json").header("X-Vigil", "1").POST(BodyPublishers.ofString(
                        "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}")).build());
        assertEquals(200, signedIn.statusCode(), signedIn::body);
        cookie = signedIn.headers().firstValue("set-cookie").orElseThrow().split(";")[0];
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(vigil.url() + path)).header("Cookie", cookie).build();
    }

    String get(String path) {
        HttpResponse<String> answer = vigil.send(request(path));
        assertEquals(200, answer.statusCode(), answer::body);
        return answer.body();
    }

    /** Reads the event stream from now on, as raw text. */
    void listen() throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = HttpClient.newHttpClient().send(request("/api/events"),
                HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(200, answer.statusCode());
        stream = answer.body();
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        Thread reader = new Thread(() -> {
            try {
                lines.lines().forEach(events::add);
            } catch (UncheckedIOException ended) {
                // What was told until then counts.
            }
        }, "event-stream");
        reader.setDaemon(true);
        reader.start();
    }

    /** What the stream has told so far, line by line. */
    String events() {
        return String.join("\n", events);
    }

    @Override
    public void close() throws IOException {
        if (stream != null) {
            stream.close();
        }
    }
}
