package dev.vigil.rehearsal.tapo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An HTTP answer to be: its status and its JSON. */
record Reply(int status, JsonNode json) {

    static final ObjectMapper MAPPER = new ObjectMapper();

    static Reply ok(JsonNode json) {
        return new Reply(200, json);
    }

    static ObjectNode error(int code) {
        return MAPPER.createObjectNode().put("error_code", code);
    }

    /** Null where it is no JSON object. */
    static JsonNode parsed(byte[] text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node != null && node.isObject() ? node : null;
        } catch (IOException none) {
            return null;
        }
    }

    byte[] body() {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
