package dev.vigil.alarm.tapo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.fuzz.Bounded;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes of a camera, as a whole HTTP answer, as a body, or encrypted with the session's own keys, end in a reply
 * that can be looked at in every way we do or in the declared exceptions.
 */
class TapoReplyFuzz {

    private static final TapoCrypto.Keys KEYS = TapoCrypto.keys("HASH", "0F1E2D3C4B5A6978", "8091A2B3C4D5E6F7");

    static Stream<Arguments> seeds() throws IOException {
        List<Arguments> seeds = new ArrayList<>();
        for (String body : bodies()) {
            for (byte way = 1; way < 4; way++) {
                seeds.add(Arguments.of(way, body.getBytes(UTF_8)));
            }
            seeds.add(Arguments.of((byte) 0, ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                    .getBytes(UTF_8)));
        }
        for (String head : List.of(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x\r\n{}\r\n0\r\nA: b\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n", "HTTP/1.0 401 No\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 2147483647\r\n\r\n", "HTTP/1.1 500 \r\nConnection: close\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\nContent-Length: 2\r\n\r\nx\u009c")) {
            seeds.add(Arguments.of((byte) 0, head.getBytes(ISO_8859_1)));
        }
        seeds.add(Arguments.of((byte) 0, zipped(new byte[100])));
        seeds.add(Arguments.of((byte) 0, zipped(new byte[2 * HttpAnswer.MOST_BYTES])));
        return seeds.stream();
    }

    private static List<String> bodies() throws IOException {
        List<String> bodies = new ArrayList<>();
        try (InputStream in = TapoReplyFuzz.class.getResourceAsStream("tapo-vectors.json")) {
            for (JsonNode vector : new ObjectMapper().readTree(in).path("secure")) {
                bodies.add(vector.path("response").path("http_body").asText());
                bodies.add(vector.path("response").path("plaintext").asText());
            }
        }
        bodies.addAll(List.of("{\"error_code\":-40401,\"result\":{\"data\":{\"code\":-40413,\"encrypt_type\":[\"3\"],"
                + "\"nonce\":\"80\",\"device_confirm\":\"A\",\"key\":\"x\"}}}",
                "{\"error_code\":-40404,\"data\":{\"code\":-40404,\"sec_left\":1800,\"time\":3,\"max_time\":10}}",
                "{\"error_code\":0,\"result\":{\"stok\":\"ab\",\"user_group\":\"root\",\"start_seq\":512}}",
                "{\"result\":{\"responses\":[{\"method\":\"m\",\"error_code\":-64324}]},\"error_code\":0}",
                "{\"error_code\":0,\"responses\":{\"basic_info\":{\"sw_version\":\"1.3.9\"}}}",
                "[".repeat(1500), "{\"a\":".repeat(999) + "1" + "}".repeat(999), "{\"error_code\":" + "9".repeat(1000)
                + "}", "{\"error_code\":1e999999999}"));
        return bodies;
    }

    private static byte[] zipped(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size()
                + "\r\n\r\n").getBytes(UTF_8));
        answer.writeBytes(packed.toByteArray());
        return answer.toByteArray();
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyReply(byte way, byte[] bytes) throws Exception {
        if (bytes == null) {
            return;
        }
        EncryptedChannel channel = new EncryptedChannel("stok", KEYS, "tag", 1);
        Bounded.read(() -> {
            try {
                switch (Math.floorMod(way, 4)) {
                    case 0 -> use(channel, HttpAnswer.read(new ByteArrayInputStream(bytes)));
                    case 1 -> use(channel, new HttpAnswer(200, bytes, true));
                    case 2 -> look(200, new PlainChannel("stok").unwrap(bytes));
                    default -> look(200, channel.unwrap(secret(TapoCrypto.encrypt(KEYS, bytes))));
                }
            } catch (IOException | SessionLostException declared) {
                if (declared.getMessage() == null && declared instanceof SessionLostException) {
                    throw new AssertionError("no reason", declared);
                }
            }
        });
    }

    private static byte[] secret(byte[] encrypted) {
        return Json.bytes(Json.object().put("error_code", 0).set("result",
                Json.object().put("response", Base64.getEncoder().encodeToString(encrypted))));
    }

    private static void use(EncryptedChannel channel, HttpAnswer answer) throws SessionLostException {
        if (answer.status() < 0 || answer.status() > 999 || answer.body().length > HttpAnswer.MOST_BYTES) {
            throw new AssertionError("an answer without bounds");
        }
        look(answer.status(), channel.unwrap(answer.body()));
    }

    private static void look(int status, JsonNode reply) {
        LoginAnswer login = new LoginAnswer(status, reply);
        login.schemes();
        login.attemptsLeft();
        login.passwordRefused();
        login.granted();
        login.text("nonce");
        login.result().path("start_seq").asLong();
        if (login.lockedSeconds() < 0 || login.codes().length() > 60) {
            throw new AssertionError("a login's answer without bounds");
        }
        AlarmDialect.errorIn(reply);
        DeviceInfo.firmware(reply);
    }
}
