package dev.vigil.alarm.tapo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A camera's answer to a login request, whichever of the known shapes it has. */
record LoginAnswer(int status, JsonNode json) {

    private static final int NO_CODE = Integer.MIN_VALUE;
    private static final int LOCKED = -40404;
    /** What a camera is known to block for, where it does not say. */
    private static final int USUAL_BLOCK_SECONDS = 1800;

    int errorCode() {
        return json.path("error_code").asInt(NO_CODE);
    }

    JsonNode result() {
        return json.path("result");
    }

    /** What explains a refusal: top-level data on newer firmware, the result's data on older. */
    private JsonNode data() {
        return json.path("data").isObject() ? json.path("data") : result().path("data");
    }

    int dataCode() {
        return data().path("code").asInt(NO_CODE);
    }

    String text(String name) {
        return result().path("data").path(name).asText("");
    }

    /** The login schemes that the camera offers; empty where it does not say. */
    List<String> schemes() {
        List<String> schemes = new ArrayList<>();
        result().path("data").path("encrypt_type").forEach(scheme -> schemes.add(scheme.asText()));
        return schemes;
    }

    /** For how many seconds the camera lets nobody in; 0 for not at all. */
    int lockedSeconds() {
        int left = data().path("sec_left").asInt(0);
        return left <= 0 && dataCode() == LOCKED ? USUAL_BLOCK_SECONDS : Math.max(0, left);
    }

    /** How many refused passwords are left before the camera locks everybody out; empty where it does not say. */
    OptionalInt attemptsLeft() {
        JsonNode left = data().path("time");
        return left.canConvertToInt() ? OptionalInt.of(left.asInt()) : OptionalInt.empty();
    }

    boolean passwordRefused() {
        return errorCode() == -40401 && (dataCode() == -60502 || dataCode() == -40411);
    }

    boolean granted() {
        return errorCode() == 0 && !result().path("stok").asText("").isEmpty();
    }

    /** For messages; never the whole answer, which may hold a stok. */
    String codes() {
        if (errorCode() == NO_CODE) {
            return "HTTP " + status;
        }
        return dataCode() == NO_CODE ? "error " + errorCode() : "error " + errorCode() + "/" + dataCode();
    }
}
