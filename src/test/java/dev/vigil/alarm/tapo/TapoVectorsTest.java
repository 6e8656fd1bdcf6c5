package dev.vigil.alarm.tapo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Worked examples that were checked against a public client of these cameras. */
class TapoVectorsTest {

    private static JsonNode vectors() throws IOException {
        try (InputStream in = TapoVectorsTest.class.getResourceAsStream("tapo-vectors.json")) {
            return new ObjectMapper().readTree(in);
        }
    }

    static Stream<JsonNode> secure() throws IOException {
        List<JsonNode> all = StreamSupport.stream(vectors().path("secure").spliterator(), false).toList();
        assertEquals(3, all.size());
        return all.stream();
    }

    @Test
    void aLegacyPasswordIsSentAsItsMd5() throws IOException {
        JsonNode legacy = vectors().path("legacy_login");
        assertEquals(legacy.path("md5_upper").asText(), TapoCrypto.md5(legacy.path("password").asText()));
        assertEquals(Json.read(utf8(legacy.path("body"))),
                LoginRequest.legacy(new TapoAccount("admin", legacy.path("password").asText())));
    }

    @ParameterizedTest
    @MethodSource("secure")
    void bothLoginRequests(JsonNode vector) {
        String user = vector.path("username").asText();
        String c = vector.path("cnonce").asText();
        assertEquals(Json.read(utf8(vector.path("probe_request_body"))), LoginRequest.probe(user, c));
        assertEquals(Json.read(utf8(vector.path("login_request_body"))), LoginRequest.secure(user, c,
                TapoCrypto.digestPassword(vector.path("H").asText(), c, vector.path("nonce").asText())));
    }

    @ParameterizedTest
    @MethodSource("secure")
    void bothHashesOfThePassword(JsonNode vector) {
        String password = vector.path("password_utf8").asText();
        assertEquals(vector.path("password_md5_upper").asText(), TapoCrypto.md5(password));
        assertEquals(vector.path("password_sha256_upper").asText(), TapoCrypto.sha256(password));
        String h = vector.path("hash_method").asText().equals("md5") ? TapoCrypto.md5(password)
                : TapoCrypto.sha256(password);
        assertEquals(vector.path("H").asText(), h);
    }

    @ParameterizedTest
    @MethodSource("secure")
    void bothSidesProveThatTheyKnowThePassword(JsonNode vector) {
        String h = vector.path("H").asText();
        String c = vector.path("cnonce").asText();
        String n = vector.path("nonce").asText();
        assertEquals(vector.path("device_confirm").asText(), TapoCrypto.deviceConfirm(h, c, n));
        assertEquals(vector.path("hashedKey_sha256_cnonce_H_nonce").asText() + n + c,
                TapoCrypto.deviceConfirm(h, c, n));
        assertEquals(vector.path("digest_passwd").asText(), TapoCrypto.digestPassword(h, c, n));
        assertEquals(vector.path("digest_sha256_H_cnonce_nonce").asText() + c + n,
                TapoCrypto.digestPassword(h, c, n));
    }

    @ParameterizedTest
    @MethodSource("secure")
    void keysAndTagKey(JsonNode vector) {
        TapoCrypto.Keys keys = keys(vector);
        assertEquals(vector.path("lsk_hex").asText(), HexFormat.of().formatHex(keys.lsk()));
        assertEquals(vector.path("ivb_hex").asText(), HexFormat.of().formatHex(keys.ivb()));
        assertEquals(vector.path("tag_key_sha256_H_cnonce").asText(), tagKey(vector));
    }

    @ParameterizedTest
    @MethodSource("secure")
    void everyRequestIsEncryptedAndSignedOverItsExactBytes(JsonNode vector) throws Exception {
        EncryptedChannel channel = new EncryptedChannel(vector.path("stok").asText(), keys(vector), tagKey(vector),
                vector.path("start_seq").asLong());
        List<JsonNode> ours = List.of(AlarmDialect.MANUAL_MSG_ALARM.command(true),
                AlarmDialect.MANUAL_MSG_ALARM.command(false), DeviceInfo.request());
        int requests = 0;
        for (JsonNode request : vector.path("requests")) {
            byte[] plain = utf8(request.path("plaintext"));
            assertEquals(Json.read(plain), ours.get(requests++));
            byte[] secret = TapoCrypto.encrypt(keys(vector), plain);
            assertEquals(request.path("ciphertext_hex").asText(), HexFormat.of().formatHex(secret));
            assertArrayEquals(plain, TapoCrypto.decrypt(keys(vector), secret));

            byte[] spaced = utf8(request.path("http_body"));
            long seq = Long.parseLong(request.path("Seq").asText());
            assertEquals(request.path("Tapo_tag").asText(), TapoCrypto.tag(tagKey(vector), spaced, seq));

            Channel.Wrapped wrapped = channel.wrap(plain);
            assertEquals(new ObjectMapper().readTree(spaced), Json.read(wrapped.body()));
            assertEquals(request.path("Seq").asText(), wrapped.headers().get("Seq"));
            assertEquals(request.path("Tapo_tag_if_body_compact").asText(), wrapped.headers().get("Tapo_tag"));
            assertEquals(request.path("http_path").asText(), "/stok=" + channel.stok() + "/ds");
        }
        assertEquals(3, requests);
    }

    @ParameterizedTest
    @MethodSource("secure")
    void anAnswerIsDecrypted(JsonNode vector) throws Exception {
        JsonNode response = vector.path("response");
        EncryptedChannel channel = new EncryptedChannel("stok", keys(vector), tagKey(vector), 1);
        assertEquals(Json.read(utf8(response.path("plaintext"))), channel.unwrap(utf8(response.path("http_body"))));
        assertEquals(response.path("plaintext").asText(), new String(TapoCrypto.decrypt(keys(vector),
                HexFormat.of().parseHex(response.path("ciphertext_hex").asText())), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("secure")
    void anAnswerOfAnotherSessionMeansThatOursIsLost(JsonNode vector) {
        byte[] others = TapoCrypto.encrypt(TapoCrypto.keys("another", "nonce", "pair"), utf8(vector.path("stok")));
        byte[] body = Json.bytes(Json.object().put("error_code", 0)
                .set("result", Json.object().put("response", Base64.getEncoder().encodeToString(others))));
        EncryptedChannel channel = new EncryptedChannel("stok", keys(vector), tagKey(vector), 1);
        assertThrows(SessionLostException.class, () -> channel.unwrap(body));
    }

    private static TapoCrypto.Keys keys(JsonNode vector) {
        return TapoCrypto.keys(vector.path("H").asText(), vector.path("cnonce").asText(),
                vector.path("nonce").asText());
    }

    private static String tagKey(JsonNode vector) {
        return TapoCrypto.tagKey(vector.path("H").asText(), vector.path("cnonce").asText());
    }

    private static byte[] utf8(JsonNode text) {
        return text.asText().getBytes(StandardCharsets.UTF_8);
    }
}
