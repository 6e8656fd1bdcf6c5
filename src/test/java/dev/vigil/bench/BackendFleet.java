package dev.vigil.bench;

import dev.vigil.alarm.Siren;
import dev.vigil.alarm.SirenException;
import dev.vigil.rehearsal.backend.RehearsalBackend;
import dev.vigil.rehearsal.backend.SirenEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cameras whose sirens the back end sounds. Vigil's own client needs Quarkus around it; the JDK's stands in for it with
 * the same body, so this is the route's cost without the guards that the client adds. The rehearsal back end answers at
 * once, where a real one would first go to the camera: this is the least that the route can cost.
 */
final class BackendFleet implements Fleet {

    private final int size;
    private final RehearsalBackend backend;

    BackendFleet(int size) {
        this.size = size;
        try {
            backend = RehearsalBackend.start(0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public List<Siren> sirens(boolean warm) {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return IntStream.range(0, size).<Siren>mapToObj(camera -> new Posted(http, camera)).toList();
    }

    @Override
    public long heardAt(int camera) {
        return backend.sirens().stream().filter(SirenEvent::sounds)
                .filter(event -> event.user().equals("camera" + camera)).mapToLong(SirenEvent::nanos).max()
                .orElseThrow();
    }

    @Override
    public void close() {
        backend.close();
    }

    private final class Posted implements Siren {

        private final HttpClient http;
        private final int camera;

        private Posted(HttpClient http, int camera) {
            this.http = http;
            this.camera = camera;
        }

        @Override
        public String way() {
            return "backend";
        }

        @Override
        public void sound(Duration duration) throws SirenException {
            post("\"start\",\"duration\":" + duration.toSeconds() + ",\"type\":\"both\",\"volume\":\"high\"");
        }

        @Override
        public void silence() throws SirenException {
            post("\"stop\"");
        }

        private void post(String rest) throws SirenException {
            String body = "{\"ip\":\"127.0.0.1\",\"username\":\"camera" + camera
                    + "\",\"password\":\"s3cret\",\"action\":" + rest + "}";
            try {
                int status = http.send(HttpRequest.newBuilder(URI.create(backend.url() + "/api/camera/alarm"))
                        .header("Content-Type", "application/json").header("Accept", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                        HttpResponse.BodyHandlers.ofString()).statusCode();
                if (status != 200) {
                    throw SirenException.refused("HTTP " + status);
                }
            } catch (IOException failure) {
                throw new SirenException("the call failed: " + failure, failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new SirenException("interrupted", interrupted);
            }
        }
    }
}
