package dev.vigil.alarm.tapo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** JSON as these cameras speak it. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A request: {@code {"method":METHOD,"params":PARAMS}}. */
    static ObjectNode call(String method, JsonNode params) {
        return object().put("method", method).set("params", params);
    }

    /** One call wrapped as a multipleRequest. */
    static ObjectNode multiple(String method, JsonNode params) {
        ObjectNode requests = object();
        requests.putArray("requests").add(call(method, params));
        return call("multipleRequest", requests);
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree is always JSON", impossible);
        }
    }

    /** A missing node where the text is no JSON object. */
    static JsonNode read(byte[] text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node != null && node.isObject() ? node : MissingNode.getInstance();
        } catch (IOException none) {
            return MissingNode.getInstance();
        }
    }
}
