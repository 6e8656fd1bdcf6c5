package dev.vigil.convert;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** One operation of a TensorFlow.js graph. Its attributes keep TensorFlow's NHWC order. */
record TfNode(String name, String op, List<String> inputs, JsonNode attributes) {

    static TfNode read(JsonNode json) {
        List<String> inputs = new ArrayList<>();
        for (JsonNode input : json.path("input")) {
            inputs.add(withoutPort(input.asText()));
        }
        return new TfNode(json.path("name").asText(), json.path("op").asText(), inputs, json.path("attr"));
    }

    /** The operation's name alone: "add:0" is output 0 of "add". */
    private static String withoutPort(String input) {
        int colon = input.lastIndexOf(':');
        return colon < 0 ? input : input.substring(0, colon);
    }

    String input(int index) {
        if (index >= inputs.size()) {
            throw new ConversionException(this + " has no input " + index);
        }
        return inputs.get(index);
    }

    boolean flag(String attribute) {
        return attributes.path(attribute).path("b").asBoolean(false);
    }

    /** A text attribute; TensorFlow.js writes them in Base64. */
    String text(String attribute) {
        return decoded(attributes.path(attribute).path("s"));
    }

    List<String> texts(String attribute) {
        List<String> texts = new ArrayList<>();
        attributes.path(attribute).path("list").path("s").forEach(text -> texts.add(decoded(text)));
        return texts;
    }

    /** A [1, vertical, horizontal, 1] attribute, such as strides, without its two ones. */
    Axes axes(String attribute) {
        JsonNode list = attributes.path(attribute).path("list").path("i");
        if (list.size() != 4) {
            throw new ConversionException(this + ": attribute " + attribute + " must hold four numbers");
        }
        return new Axes(list.get(1).asInt(), list.get(2).asInt());
    }

    private static String decoded(JsonNode base64) {
        return new String(Base64.getDecoder().decode(base64.asText()), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return op + " node " + name;
    }

    /** A number for each axis of a picture. */
    record Axes(int vertical, int horizontal) {
    }
}
