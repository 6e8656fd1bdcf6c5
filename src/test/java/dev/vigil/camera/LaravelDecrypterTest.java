package dev.vigil.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.rehearsal.backend.LaravelEncrypter;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads made by Laravel itself, and hostile ones. */
class LaravelDecrypterTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    private final LaravelEncrypter encrypter = new LaravelEncrypter(KEY);
    private final LaravelDecrypter decrypter = new LaravelDecrypter(EncryptionKey.parse(new String(KEY)));

    LaravelDecrypterTest() throws DecryptionException {
    }

    @TestFactory
    Stream<DynamicTest> everyFixtureOfLaravelIsOpenedOrToldApartByKind() throws Exception {
        try (InputStream in = getClass().getResourceAsStream("laravel-fixtures.json")) {
            JsonNode fixtures = JSON.readTree(in);
            assertEquals(42, fixtures.size());
            return StreamSupport.stream(fixtures.spliterator(), false).toList().stream().map(fixture ->
                    DynamicTest.dynamicTest(fixture.get("name").asText(), () -> check(fixture)));
        }
    }

    private static void check(JsonNode fixture) throws Exception {
        String key = fixture.get("key").asText();
        String payload = fixture.get("payload").asText();
        JsonNode expected = fixture.get("expect");
        if (expected.isObject()) {
            Map<String, Object> fields = new LaravelDecrypter(EncryptionKey.parse(key)).decrypt(payload);
            assertEquals(expected, JSON.readTree(JSON.writeValueAsBytes(fields)));
        } else {
            DecryptionException e = assertThrows(DecryptionException.class,
                    () -> new LaravelDecrypter(EncryptionKey.parse(key)).decrypt(payload));
            assertEquals(expected.asText(), e.kind().name().toLowerCase(Locale.ROOT), e.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource
    void allThreeFormsOpenToTheSameFields(LaravelEncrypter.Form form) throws Exception {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("password", "pässwörd\"; 😀");
        fields.put("connection_ip", null);
        fields.put("connection_port", 8554L);
        fields.put("rate", 12.5);
        fields.put("active", true);
        fields.put("list", List.of("a", List.of(), 3L));
        assertEquals(fields, decrypter.decrypt(encrypter.encrypt(fields, form)));
    }

    @Test
    void theKeyMayComeWithoutItsPrefix() throws Exception {
        String bare = Base64.getEncoder().encodeToString(KEY);
        String payload = encrypter.encryptText("{\"a\":1}");
        for (String key : List.of(bare, "base64:" + bare, " base64:" + bare + "\n", new String(KEY))) {
            assertEquals(Map.of("a", 1L), new LaravelDecrypter(EncryptionKey.parse(key)).decrypt(payload));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "base64:", "base64:***", "short", "base64:AAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatIsNoKeyIsRefusedWithoutBeingQuoted(String key) {
        DecryptionException e = assertThrows(DecryptionException.class, () -> EncryptionKey.parse(key));
        assertEquals(DecryptionException.Kind.KEY, e.kind());
        assertTrue(key.length() < 7 || !e.getMessage().contains(key.substring(7)) || key.equals("base64:"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "a:2147483647:{}", "a:-1:{}", "s:-1:\"\";", "s:2147483647:\"\";", "s:99999999999999999999:\"\";", "i:;",
        "a:1:{", "a:1:{i:0;O:8:\"stdClass\":0:{}}", "a:1:{s:1:\"a\";R:1;}", "a:1:{s:1:\"a\";r:1;}", "C:1:\"A\":0:{}",
        "E:7:\"Foo:Bar\";", "b:2;", "d:0x1p3;", "d:1f;", "i: 1;", "a:1:{b:1;i:1;}", "a:1:{s:1:\"a\";i:1;}x",
        "s:2:\"{}\"", "a:1:{s:1:\"ä\";i:1;}", "{\"a\":1} x", "[]", "[1]", "\"text\"", "{\"a\":NaN}", "{a:1}", "N", "s"})
    void hostileContentIsRefusedAsContent(String plain) {
        DecryptionException e = assertThrows(DecryptionException.class,
                () -> decrypter.decrypt(encrypter.encryptText(plain)));
        assertEquals(DecryptionException.Kind.CONTENT, e.kind());
    }

    @Test
    void nestingIsBoundedInBothFormats() {
        String php = "a:1:{s:1:\"a\";".repeat(20_000) + "N;" + "}".repeat(20_000);
        String json = "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000);
        for (String plain : List.of(php.substring(0, 60_000), php.substring(0, 13_000) + "}", json)) {
            DecryptionException e = assertThrows(DecryptionException.class,
                    () -> decrypter.decrypt(encrypter.encryptText(plain)));
            assertEquals(DecryptionException.Kind.CONTENT, e.kind());
        }
    }

    @Test
    void aPayloadTooLongForACameraIsRefusedUnread() {
        DecryptionException e = assertThrows(DecryptionException.class, () -> decrypter.decrypt("A".repeat(1 << 20)));
        assertEquals(DecryptionException.Kind.PAYLOAD, e.kind());
    }

    @Test
    void anyMutationOfSerialisedContentEndsInFieldsOrADeclaredException() {
        Random random = new Random(7);
        String good = "a:3:{s:1:\"u\";s:3:\"a:b\";s:1:\"l\";a:2:{i:0;i:1;i:1;d:2.5;}s:1:\"n\";N;}";
        List<DecryptionException.Kind> kinds = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                decrypter.decrypt(encrypter.encryptBytes(bytes));
            } catch (DecryptionException e) {
                kinds.add(e.kind());
            }
        }
        assertTrue(kinds.size() > 1000 && kinds.stream().allMatch(DecryptionException.Kind.CONTENT::equals));
    }

    @Test
    void noMessageQuotesSecretContent() {
        for (String plain : List.of("{\"password\":\"hunter2\",", "s:999:\"hunter2\";", "hunter2", "{\"p\":hunter2}")) {
            DecryptionException e = assertThrows(DecryptionException.class,
                    () -> decrypter.decrypt(encrypter.encryptText(plain)));
            assertTrue(!e.toString().contains("hunter2") && e.getCause() == null, e::toString);
        }
    }
}
