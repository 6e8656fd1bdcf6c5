package dev.vigil.camera;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What fuzzing begins with: Laravel's own payloads, and contents good and hostile. */
final class Payloads {

    private static final String JSON = "{\"ip_address\":\"192.168.1.0\",\"connection_ip\":null,"
            + "\"connection_port\":8554,"
            + "\"rtsp_url\":\"rtsp:\\/\\/u:p%40:#@192.168.1.0:8554\\/stream2?a=1\",\"user_name\":\"u\","
            + "\"password\":\"p@:#\",\"api_port\":8443.0,\"onvif_port\":\"8080\"}";

    private Payloads() {
    }

    static List<String> ofLaravel() {
        try (InputStream in = Payloads.class.getResourceAsStream("laravel-fixtures.json")) {
            JsonNode all = new ObjectMapper().readTree(in);
            return StreamSupport.stream(all.spliterator(), false).map(one -> one.get("payload").asText()).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Stream<byte[]> plainTexts() {
        return Stream.of(JSON, "s:" + JSON.length() + ":\"" + JSON + "\";",
                "a:5:{s:8:\"rtsp_url\";s:29:\"rtsp://u:p@192.168.1.0/stream2\";s:9:\"user_name\";s:1:\"u\";"
                        + "s:8:\"password\";N;s:4:\"list\";a:2:{i:0;i:1;i:1;d:2.5E+25;}s:6:\"active\";b:1;}",
                "a:1:{s:8:\"rtsp_url\";s:20:\"rtsp://[::1]:554/a?b\";}", "a:2000000000:{", "s:2147483647:\"\";",
                "a:1:{s:1:\"a\";".repeat(20) + "N;" + "}".repeat(20), "d:-INF;", "d:1e999999;",
                "i:-9223372036854775808;",
                "{\"rtsp_url\":\"rtsp://h\",\"connection_port\":1e999999999,\"api_port\":-0.0,\"n\":"
                        + "9".repeat(64) + "}",
                "{\"rtsp_url\":\"rtsp://\ud83d\ude00:\\ud800@h:1/\\u0000\",\"password\":\"\\udfff\"}",
                "{\"a\":".repeat(20) + "1" + "}".repeat(20)).map(text -> text.getBytes(UTF_8));
    }

    /** For an operator: one line, without a cause that could quote a password. */
    static void checkMessage(DecryptionException declared) {
        if (declared.getMessage() == null || declared.getMessage().contains("\n") || declared.getCause() != null
                || declared.getMessage().length() > 300) {
            throw new AssertionError("no message for an operator", declared);
        }
    }
}
