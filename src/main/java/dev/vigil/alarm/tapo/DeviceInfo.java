package dev.vigil.alarm.tapo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What a camera says of itself: the harmless question that keeps a session warm. */
final class DeviceInfo {

    private DeviceInfo() {
    }

    static ObjectNode request() {
        ObjectNode names = Json.object();
        names.putObject("device_info").putArray("name").add("basic_info");
        return Json.multiple("getDeviceInfo", names);
    }

    /** The firmware's version, with or without a result around it; empty where it does not say. */
    static Optional<String> firmware(JsonNode answer) {
        JsonNode version = answer.findPath("basic_info").path("sw_version");
        return version.isTextual() ? Optional.of(version.asText()) : Optional.empty();
    }
}
