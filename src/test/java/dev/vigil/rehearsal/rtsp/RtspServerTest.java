package dev.vigil.rehearsal.rtsp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.rehearsal.rtsp.RawRtspClient.Answer;
import dev.vigil.rehearsal.rtsp.RawRtspClient.Packet;
import dev.vigil.rehearsal.video.VideoFeed;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RtspServerTest {

    private static final String USER = "operator";
    private static final String PASSWORD = "p@ss/w#rd%";

    private VideoFeed feed;
    private RtspServer server;

    @BeforeEach
    void start() throws IOException {
        feed = new VideoFeed("test", new Colours(), TimeSource.system());
        InetAddress here = InetAddress.getByName("127.0.0.1");
        server = new RtspServer(here, 0, "/stream2", new Credentials(USER, PASSWORD), 2, feed);
    }

    @AfterEach
    void stop() {
        server.close();
        feed.close();
    }

    private RawRtspClient client() throws IOException {
        return new RawRtspClient(server, USER, PASSWORD);
    }

    @Test
    void tellsItsMethodsWithoutAsking() throws IOException {
        try (RawRtspClient client = client()) {
            Answer answer = client.send("OPTIONS", client.url());
            assertEquals(200, answer.status());
            assertTrue(answer.headers().get("Public").contains("DESCRIBE"));
            assertEquals(0, server.logins());
        }
    }

    @Test
    void describesAnH264TrackWithItsParameterSets() throws IOException {
        try (RawRtspClient client = client()) {
            Answer answer = client.call("DESCRIBE", client.url());
            assertEquals(200, answer.status());
            assertEquals("application/sdp", answer.headers().get("Content-Type"));
            assertTrue(answer.body().contains("H264/90000"), answer.body());
            assertTrue(answer.body().contains("sprop-parameter-sets=Z"), answer.body());
            assertEquals(1, server.logins());
            assertEquals(0, server.refusedLogins());
        }
    }

    @Test
    void refusesAWrongPasswordAndAWrongUser() throws IOException {
        try (RawRtspClient wrong = new RawRtspClient(server, USER, "guess");
             RawRtspClient stranger = new RawRtspClient(server, "stranger", PASSWORD)) {
            assertEquals(401, wrong.call("DESCRIBE", wrong.url()).status());
            assertEquals(401, stranger.call("DESCRIBE", stranger.url()).status());
            assertEquals(2, server.logins());
            assertEquals(2, server.refusedLogins());
        }
    }

    @Test
    void refusesTheOldPasswordOnceItWasChanged() throws IOException {
        server.credentials(new Credentials(USER, "new"));
        try (RawRtspClient old = client(); RawRtspClient fresh = new RawRtspClient(server, USER, "new")) {
            assertEquals(401, old.call("DESCRIBE", old.url()).status());
            assertEquals(200, fresh.call("DESCRIBE", fresh.url()).status());
        }
    }

    @Test
    void knowsOnlyItsOwnPath() throws IOException {
        try (RawRtspClient client = new RawRtspClient(server, USER, PASSWORD, "/stream9")) {
            assertEquals(404, client.call("DESCRIBE", client.url()).status());
        }
        try (RawRtspClient client = new RawRtspClient(server, USER, PASSWORD, "/stream22")) {
            assertEquals(404, client.call("DESCRIBE", client.url()).status());
        }
    }

    @Test
    void beginsWithParameterSetsAndAKeyPictureAndLetsTimeGrow() throws IOException {
        try (RawRtspClient client = client()) {
            assertEquals(200, client.play());
            int[] types = new int[3];
            long last = -1;
            int seen = 0;
            int pictures = 0;
            while (pictures < 10) {
                Packet packet = client.packet();
                if (packet.channel() == 0) {
                    ByteBuffer rtp = ByteBuffer.wrap(packet.bytes());
                    int first = rtp.get(12) & 0x1f;
                    int type = first == 28 ? rtp.get(13) & 0x1f : first;
                    if (seen < types.length) {
                        types[seen++] = type;
                    }
                    long timestamp = rtp.getInt(4) & 0xffff_ffffL;
                    if (timestamp != last && last >= 0) {
                        int step = (int) (timestamp - last);
                        assertEquals(0, Math.round(step / 6000.0) * 6000 - step, 2, "a multiple of a picture's time");
                        assertTrue(step > 0);
                        pictures++;
                    }
                    last = timestamp;
                }
            }
            assertEquals(7, types[0], "sequence parameters first");
            assertEquals(8, types[1], "then picture parameters");
            assertEquals(5, types[2], "then a key picture");
        }
    }

    @Test
    void reportsTheTrueWallTimeBeforeTheFirstPicture() throws IOException {
        try (RawRtspClient client = client()) {
            assertEquals(200, client.play());
            Packet first = client.packet();
            assertEquals(1, first.channel(), "RTCP comes first");
            ByteBuffer report = ByteBuffer.wrap(first.bytes());
            assertEquals(200, report.get(1) & 0xff, "a sender report");
            long seconds = (report.getInt(8) & 0xffff_ffffL) - 2_208_988_800L;
            long nanos = (report.getInt(12) & 0xffff_ffffL) * 1_000_000_000L >>> 32;
            Duration off = Duration.between(Instant.ofEpochSecond(seconds, nanos), Instant.now()).abs();
            assertTrue(off.toMillis() < 1000, "off by " + off);
            int pictureTime = ByteBuffer.wrap(client.packet().bytes()).getInt(4);
            assertEquals(pictureTime, report.getInt(16), "both on the RTP clock");
        }
    }

    @Test
    void servesTwoAtATimeAndAThirdWhenOneHasLeft() throws IOException {
        try (RawRtspClient first = client(); RawRtspClient second = client(); RawRtspClient third = client()) {
            assertEquals(200, first.play());
            assertEquals(200, second.play());
            assertEquals(453, third.play());
            assertEquals(2, server.sessions());
            assertEquals(200, first.call("TEARDOWN", first.url()).status());
            assertEquals(200, third.play());
        }
        await().until(() -> server.sessions() == 0);
    }

    @Test
    void answersAKeepAliveAmidTheStream() throws IOException {
        try (RawRtspClient client = client()) {
            assertEquals(200, client.play());
            client.packet();
            assertEquals(200, client.call("GET_PARAMETER", client.url()).status());
            client.packet();
        }
    }

    @Test
    void stallsAndGoesOn() throws IOException {
        try (RawRtspClient client = client()) {
            assertEquals(200, client.play());
            client.packet();
            server.fault(Fault.STALL);
            client.readTimeout(1000);
            assertThrows(SocketTimeoutException.class, () -> drain(client));
            server.fault(Fault.NONE);
            client.readTimeout(10_000);
            client.packet();
        }
    }

    @Test
    void hangsInTheMiddleOfAPacketWithTheConnectionOpen() throws IOException {
        try (RawRtspClient client = client()) {
            assertEquals(200, client.play());
            client.packet();
            server.fault(Fault.HANG_MID_PACKET);
            client.readTimeout(1500);
            assertThrows(SocketTimeoutException.class, () -> drain(client));
            assertEquals(1, server.sessions(), "the session is still there");
        }
    }

    @Test
    void neverAnswersDescribeWhenItHangsThere() throws IOException {
        server.fault(Fault.HANG_IN_DESCRIBE);
        try (RawRtspClient client = client()) {
            client.readTimeout(1000);
            assertThrows(SocketTimeoutException.class, () -> client.call("DESCRIBE", client.url()));
        }
    }

    @Test
    void sendsGarbageBehindRightHeaders() throws IOException {
        server.fault(Fault.GARBAGE);
        try (RawRtspClient client = client()) {
            assertEquals(200, client.play());
            client.packet();
            byte[] parameterSets = client.packet().bytes();
            assertEquals((byte) 0x80, parameterSets[0], "an RTP header");
            byte profile = NalUnits.of(feed.parameterSets()).get(0)[1];
            assertFalse(profile == parameterSets[13], "not the sequence parameters");
        }
    }

    @Test
    void cutsConnectionsAndAcceptsNewOnes() throws IOException {
        try (RawRtspClient client = client()) {
            assertEquals(200, client.play());
            server.cut();
            assertThrows(IOException.class, () -> drain(client));
        }
        try (RawRtspClient client = client()) {
            assertEquals(200, client.play());
        }
    }

    @Test
    void goesAwayAndComesBackAtTheSamePort() throws IOException {
        try (RawRtspClient client = client()) {
            assertEquals(200, client.play());
            server.goAway();
            assertThrows(IOException.class, () -> drain(client));
        }
        assertThrows(ConnectException.class, this::client);
        server.comeBack();
        try (RawRtspClient client = client()) {
            assertEquals(200, client.play());
        }
    }

    @Test
    void keepsCredentialsOutOfTexts() {
        assertFalse(new Credentials(USER, PASSWORD).toString().contains(USER));
        assertFalse(new Credentials(USER, PASSWORD).toString().contains(PASSWORD));
    }

    /** Reads until the connection ends, or nothing comes within the read time-out. */
    private static void drain(RawRtspClient client) throws IOException {
        Instant end = Instant.now().plusSeconds(20);
        while (Instant.now().isBefore(end)) {
            client.packet();
        }
    }
}
