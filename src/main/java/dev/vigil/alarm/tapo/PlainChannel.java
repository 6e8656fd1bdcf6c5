package dev.vigil.alarm.tapo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Commands in clear JSON, as legacy firmware has them. */
record PlainChannel(String stok) implements Channel {

    @Override
    public Wrapped wrap(byte[] command) {
        return new Wrapped(Map.of(), command);
    }

    @Override
    public JsonNode unwrap(byte[] body) {
        return Json.read(body);
    }

    @Override
    public String toString() {
        return "PlainChannel[redacted]";
    }
}
