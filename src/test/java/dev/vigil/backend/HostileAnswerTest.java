package dev.vigil.backend;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.backend.BackendException.Kind;
import dev.vigil.rehearsal.backend.Fault;
import dev.vigil.rehearsal.backend.ListedCamera;
import dev.vigil.rehearsal.backend.RehearsalBackend;
import dev.vigil.time.ManualTime;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that no Laravel gives, over real sockets: each ends in the declared exception or is read all the same. */
@QuarkusTest
class HostileAnswerTest {
    private static final CallLimits LIMITS = new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(30));

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=nonsense", "application/json; charset=", "nonsense", "a/b/c",
        ";", "application/json; charset=\"utf-8", "image/png", "application/json; charset=\u0001"})
    void aContentTypeThatMakesNoSenseIsNoCrash(String contentType) throws IOException {
        try (RehearsalBackend site = RehearsalBackend.start(0); BackendClient client = client(site.url(), site)) {
            site.assign(List.of(ListedCamera.at(1, "Gate", "192.168.1.6", 554, "/stream2", "u", "p")));
            site.faults().once("/api/model/cameras", Fault.wellAs(contentType));
            try {
                assertEquals(1, client.cameras().size());
            } catch (BackendException declared) {
                assertFalse(declared.getMessage().contains("\n"), declared.getMessage());
            }
        }
    }

    @Test
    void anAnswerWithoutEndIsHungUpOnLongBeforeItFillsTheMemory() throws Exception {
        AtomicLong sent = new AtomicLong();
        AtomicBoolean hungUp = new AtomicBoolean();
        try (RehearsalBackend site = RehearsalBackend.start(0);
                ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                BackendClient client = client("http://127.0.0.1:" + server.getLocalPort(), site)) {
            Thread thread = new Thread(() -> {
                try (Socket socket = server.accept(); OutputStream out = socket.getOutputStream()) {
                    out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
                    byte[] piece = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
                    while (sent.addAndGet(piece.length) < 8 * BodyLimit.MOST_BYTES) {
                        out.write(piece);
                    }
                } catch (IOException gone) {
                    hungUp.set(true);
                }
            }, "endless");
            thread.start();
            BackendException e = assertThrows(BackendException.class, client::cameras);
            assertEquals(Kind.BROKEN_ANSWER, e.kind(), e.getMessage());
            assertTrue(e.getMessage().contains("longer than 16 MB"), e.getMessage());
            await().atMost(Duration.ofSeconds(20)).until(hungUp::get);
            assertTrue(sent.get() < 4 * BodyLimit.MOST_BYTES, sent.get() + " bytes were taken");
        }
    }

    private static BackendClient client(String url, RehearsalBackend site) {
        return new BackendClient(new BackendSettings(URI.create(url), site.email(), site.password()), LIMITS, LIMITS,
                new ManualTime());
    }
}
