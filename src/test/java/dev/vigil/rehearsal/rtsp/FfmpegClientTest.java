package dev.vigil.rehearsal.rtsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.rehearsal.rtsp.FfmpegClient.Seen;
import dev.vigil.rehearsal.video.VideoFeed;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FfmpegClientTest {

    private static final String UNAUTHORIZED = "-825242872";
    private static final String NOT_FOUND = "-875574520";
    private static final String REFUSED = "-111";

    private VideoFeed feed;
    private RtspServer server;

    @BeforeEach
    void start() throws IOException {
        feed = new VideoFeed("test", new Colours(), TimeSource.system());
        InetAddress here = InetAddress.getByName("127.0.0.1");
        server = new RtspServer(here, 0, "/stream2", new Credentials("me", "secret"), 2, feed);
    }

    @AfterEach
    void stop() {
        server.close();
        feed.close();
    }

    private FfmpegClient client(String path, String password, String transport) {
        return new FfmpegClient(server.host(), server.port(), path, "me", password, transport);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "udp"})
    void decodesThePicturesFromTheFirstOneOnAndKnowsTheirWallTime(String transport) {
        try (FfmpegClient client = client("/stream2", "secret", transport)) {
            Seen seen = client.watch(20, 100);
            assertEquals(20, seen.pictures());
            assertEquals(320, seen.width());
            assertEquals(180, seen.height());
            assertTrue(seen.firstLuma() >= 20 && seen.firstLuma() <= 220, "a grey of ours: " + seen.firstLuma());
            assertTrue(seen.delays().size() >= 15, "most packets carry the sender's time: " + seen.delays().size());
            for (Duration delay : seen.delays()) {
                assertTrue(delay.abs().toMillis() < 500, "the sender's wall time is off by " + delay);
            }
        }
    }

    @Test
    void twoClientsWatchOneFeedAtOnce() {
        try (FfmpegClient first = client("/stream2", "secret", "tcp");
             FfmpegClient second = client("/stream2", "secret", "udp")) {
            assertEquals(5, first.watch(5, 30).pictures());
            assertEquals(5, second.watch(5, 30).pictures());
        }
    }

    @Test
    void aWrongPasswordIsTriedOnceAndRefused() {
        IllegalStateException error = assertThrows(IllegalStateException.class,
            () -> client("/stream2", "wrong", "tcp").close());
        assertEquals(UNAUTHORIZED, error.getMessage());
        assertEquals(1, server.refusedLogins());
    }

    @Test
    void anotherPathIsNotFound() {
        IllegalStateException error = assertThrows(IllegalStateException.class,
            () -> client("/stream7", "secret", "tcp").close());
        assertEquals(NOT_FOUND, error.getMessage());
    }

    @Test
    void aCameraThatWentAwayRefusesTheConnection() {
        server.goAway();
        IllegalStateException error = assertThrows(IllegalStateException.class,
            () -> client("/stream2", "secret", "tcp").close());
        assertEquals(REFUSED, error.getMessage());
    }

    @Test
    void garbageGivesHardlyAnyPicture() {
        server.fault(Fault.GARBAGE);
        try (FfmpegClient client = client("/stream2", "secret", "tcp")) {
            Seen seen = client.watch(10, 12);
            assertTrue(seen.broken() > 0, "the decoder complains");
            assertTrue(seen.pictures() <= 3, "a decoder may conceal a few: " + seen.pictures());
        }
    }
}
