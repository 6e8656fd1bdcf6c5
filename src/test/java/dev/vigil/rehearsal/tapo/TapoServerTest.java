package dev.vigil.rehearsal.tapo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.time.ManualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rehearsal camera as other people's clients meet it. */
class TapoServerTest {

    private static final String PASSWORD = "C@mera-pw-1";
    private static final String SHA256 = "385A24DEFC35FACF8CA1276EC720FB947148F6E547DB5C28499250A65CEDB356";
    private static final String CNONCE = "0F1E2D3C4B5A6978";
    private static final String START =
            "{\"method\": \"do\", \"msg_alarm\": {\"manual_msg_alarm\": {\"action\": \"start\"}}}";

    private final ManualTime time = new ManualTime();
    private TapoFace face;
    private TapoServer server;
    private RawTapoClient client;

    @BeforeEach
    void start() throws IOException {
        face = new TapoFace("Side Street", "camuser", PASSWORD, TapoFirmware.USUAL, time);
        server = new TapoServer(InetAddress.getByName("127.0.0.1"), 0, face);
        client = new RawTapoClient(server.port());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aPlainHttpRequestIsRefusedAndThePortLivesOn() throws IOException {
        for (int probe = 0; probe < 3; probe++) {
            try (Socket plain = new Socket("127.0.0.1", server.port())) {
                plain.setSoTimeout(10_000);
                plain.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                String answer = new String(plain.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
                assertFalse(answer.contains("200 OK"));
            }
        }
        assertEquals(-40413, probe().path("error_code").asInt());
    }

    @Test
    void theNonceChangesWithEveryAttemptAndTheCameraProvesThatItKnowsThePassword() throws IOException {
        JsonNode first = probe().path("result").path("data");
        JsonNode second = probe().path("result").path("data");
        String nonce = second.path("nonce").asText();
        assertNotEquals(first.path("nonce").asText(), nonce);
        assertEquals("3", second.path("encrypt_type").path(0).asText());
        assertEquals(Hashes.sha256(CNONCE + SHA256 + nonce) + nonce + CNONCE, second.path("device_confirm").asText());
        assertEquals(10, second.path("time").asInt());
    }

    @Test
    void aProbeWithoutANonceLearnsTheSchemeToo() throws IOException {
        JsonNode answer = client.post("/", "", "{\"method\": \"login\", \"params\": {\"encrypt_type\": \"3\","
                + " \"username\": \"admin\"}}");
        assertEquals(-40413, answer.path("error_code").asInt());
    }

    @Test
    void aCommandWithSpacesInItsJsonIsObeyedAndItsTagCoversTheRawBytes() throws Exception {
        Client in = login();
        JsonNode answer = in.send(START);
        assertEquals("{\"error_code\":0}", answer.toString());
        assertTrue(face.sounds());
        assertEquals(1, face.diary().size());
    }

    @Test
    void deviceInfoAndAnUnknownMethodAreAnsweredAsClientsExpect() throws Exception {
        Client in = login();
        JsonNode info = in.send("{\"method\": \"multipleRequest\", \"params\": {\"requests\": [{\"method\": "
                + "\"getDeviceInfo\", \"params\": {\"device_info\": {\"name\": [\"basic_info\"]}}}]}}");
        assertEquals("SMART.IPCAMERA", info.path("result").path("responses").path(0).path("result")
                .path("device_info").path("basic_info").path("device_type").asText());
        JsonNode preset = in.send("{\"method\": \"multipleRequest\", \"params\": {\"requests\": [{\"method\": "
                + "\"getPresetConfig\", \"params\": {\"preset\": {\"name\": [\"preset\"]}}}, {\"method\": "
                + "\"getDeviceInfo\", \"params\": {}}]}}");
        assertEquals(1, preset.path("result").path("responses").size(), "stops at the first error");
        assertEquals(-40210, preset.path("result").path("responses").path(0).path("error_code").asInt());
    }

    @Test
    void aWrongTagAndAWrongSeqAreRefusedWithAnEncryptedError500() throws Exception {
        Client in = login();
        in.tagSuffix = "!";
        assertEquals("Check tapo tag failed", in.send("{}").path("err_msg").asText());
        assertEquals(500, client.status());
        in.tagSuffix = "";
        in.seq += 1;
        assertEquals("Http seq illegaly", in.send("{}").path("err_msg").asText());
        assertEquals(500, client.status());
    }

    @Test
    void tenWrongPasswordsLockFor1800SecondsCountingDown() throws IOException {
        for (int left = 9; left > 0; left--) {
            probe();
            JsonNode refused = digest("F00D");
            assertEquals(-40413, refused.path("error_code").asInt());
            assertEquals(-40401, refused.path("result").path("data").path("code").asInt());
            assertEquals(left, refused.path("result").path("data").path("time").asInt());
        }
        probe();
        JsonNode locked = digest("F00D");
        assertEquals(-40401, locked.path("error_code").asInt());
        assertEquals(-40404, locked.path("data").path("code").asInt());
        assertEquals(1800, locked.path("data").path("sec_left").asInt());
        time.pass(Duration.ofSeconds(100));
        assertEquals(1700, probe().path("data").path("sec_left").asInt());
        time.pass(Duration.ofSeconds(1700));
        assertEquals(-40413, probe().path("error_code").asInt());
    }

    @Test
    void anAlarmOf30SecondsEndsByItself() throws Exception {
        face.update(TapoFirmware.USUAL.understanding(AlarmCommand.MANUAL_ALARM));
        JsonNode answer = login().send(START.replace("manual_msg_alarm", "manual_alarm"));
        assertEquals(30, answer.path("timer").asInt());
        time.pass(Duration.ofSeconds(29));
        assertTrue(face.sounds());
        time.pass(Duration.ofSeconds(1));
        assertFalse(face.sounds());
    }

    private JsonNode probe() throws IOException {
        return client.post("/", "", "{\"method\": \"login\", \"params\": {\"encrypt_type\": \"3\", \"username\": "
                + "\"admin\", \"cnonce\": \"" + CNONCE + "\"}}");
    }

    private JsonNode digest(String digest) throws IOException {
        return client.post("/", "", "{\"method\": \"login\", \"params\": {\"cnonce\": \"" + CNONCE
                + "\", \"encrypt_type\": \"3\", \"digest_passwd\": \"" + digest + "\", \"username\": \"admin\"}}");
    }

    private Client login() throws IOException {
        String nonce = probe().path("result").path("data").path("nonce").asText();
        JsonNode granted = digest(Hashes.sha256(SHA256 + CNONCE + nonce) + CNONCE + nonce).path("result");
        assertEquals("root", granted.path("user_group").asText());
        return new Client(granted.path("stok").asText(), Session.encrypted("", SHA256, CNONCE, nonce, 0),
                granted.path("start_seq").asLong());
    }

    /** One who was let in. */
    private final class Client {

        private final String stok;
        private final Session keys;
        private long seq;
        private String tagSuffix = "";

        Client(String stok, Session keys, long seq) {
            this.stok = stok;
            this.keys = keys;
            this.seq = seq;
        }

        JsonNode send(String command) throws Exception {
            String secret = Base64.getEncoder().encodeToString(keys.encrypt(command.getBytes(StandardCharsets.UTF_8)));
            String body = "{\"method\": \"securePassthrough\", \"params\": {\"request\": \"" + secret + "\"}}";
            String tag = Hashes.sha256(Hashes.sha256(SHA256 + CNONCE) + body + seq) + tagSuffix;
            JsonNode answer = client.post("/stok=" + stok + "/ds", "Seq: " + seq++ + "\r\nTapo_tag: " + tag + "\r\n",
                    body);
            return Reply.parsed(keys.decrypt(Base64.getDecoder()
                    .decode(answer.path("result").path("response").asText())));
        }
    }
}
