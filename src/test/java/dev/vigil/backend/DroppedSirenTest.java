package dev.vigil.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.time.ManualTime;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whether the HTTP client sends a siren's command a second time on its own where the connection is lost: a server that
 * reads each request to its end, counts it, and then answers or closes as it is told.
 */
@QuarkusTest
@QuarkusTestResource(RehearsalResource.class)
class DroppedSirenTest {

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private BackendClient client;
    private volatile int answers;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread accepting = new Thread(() -> {
            try {
                while (true) {
                    Socket one = server.accept();
                    clients.add(one);
                    new Thread(() -> serve(one)).start();
                }
            } catch (IOException closed) {
                // The test is over.
            }
        });
        accepting.start();
        CallLimits limits = new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(10));
        client = new BackendClient(new BackendSettings(
                URI.create("http://127.0.0.1:" + server.getLocalPort()), "a@b.c", "p"),
                limits, limits, new ManualTime());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
        for (Socket one : clients) {
            one.close();
        }
    }

    @Test
    void aCommandThatIsDroppedOnAFreshConnectionIsSentOnce() {
        assertThrows(BackendException.class, this::sound);
        assertEquals(1, requests.size());
    }

    @Test
    void aCommandThatIsDroppedOnAKeptConnectionIsSentOnce() throws BackendException {
        answers = 1;
        sound();
        assertThrows(BackendException.class, this::sound);
        assertEquals(2, requests.size());
        assertEquals(1, clients.size(), "it was the same connection");
    }

    @Test
    void aConnectionThatTheServerClosedWhileIdleCostsNoCommandAndDoublesNone() throws Exception {
        answers = 2;
        sound();
        clients.get(0).close();
        // Until the client has heard of it; a command that crosses the farewell would fail, and be tried by its caller.
        Thread.sleep(1000);
        sound();
        assertEquals(2, requests.size());
        assertEquals(2, clients.size());
        assertTrue(requests.stream().allMatch(request -> request.startsWith("POST /api/camera/alarm ")),
                requests::toString);
    }

    private void sound() throws BackendException {
        client.soundAlarm("192.168.1.6", "u", "p", Duration.ofSeconds(30));
    }

    private void serve(Socket one) {
        try (one) {
            InputStream in = new BufferedInputStream(one.getInputStream());
            for (String start = request(in); start != null; start = request(in)) {
                requests.add(start);
                if (answers == 0) {
                    return;
                }
                answers--;
                one.getOutputStream().write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 15\r\n\r\n{\"status\":true}").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException gone) {
            // It is what the test is about.
        }
    }

    /** The first line of a request that was read to its end; null when the client is done. */
    private static String request(InputStream in) throws IOException {
        String start = line(in);
        int length = 0;
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        in.readNBytes(length);
        return start;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
