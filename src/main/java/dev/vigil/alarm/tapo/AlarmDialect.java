package dev.vigil.alarm.tapo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;

/** The commands that sound a siren, in the order in which to try them: no firmware understands all of them. */
enum AlarmDialect {

    MANUAL_MSG_ALARM(null) {
        @Override
        ObjectNode command(boolean on) {
            return alarm("manual_msg_alarm", on);
        }
    },

    /** Ends by itself after 30 s. */
    MANUAL_ALARM(Duration.ofSeconds(25)) {
        @Override
        ObjectNode command(boolean on) {
            return alarm("manual_alarm", on);
        }
    },

    SIREN_STATUS(null) {
        @Override
        ObjectNode command(boolean on) {
            return Json.multiple("setSirenStatus", within("msg_alarm", Json.object().put("status", on ? "on" : "off")));
        }
    },

    /** A tone of about 3 s. */
    TEST_AUDIO(Duration.ofMillis(2500)) {
        @Override
        ObjectNode command(boolean on) {
            ObjectNode test = on ? Json.object().put("id", "0").put("force", "1") : Json.object().put("action", "stop");
            return Json.multiple("testUsrDefAudio", within("msg_alarm", within("test_usr_def_audio", test)));
        }
    };

    private final Duration renewal;

    AlarmDialect(Duration renewal) {
        this.renewal = renewal;
    }

    /** What sounds or stops the siren. */
    abstract ObjectNode command(boolean on);

    /** When to command it again so that it goes on; empty where it sounds until it is stopped. */
    Optional<Duration> renewal() {
        return Optional.ofNullable(renewal);
    }

    /** What became of a command: 0, or the camera's error; empty when the answer does not say. */
    static Optional<Integer> errorIn(JsonNode answer) {
        JsonNode responses = answer.path("result").path("responses");
        JsonNode inner = (responses.isArray() ? responses : answer.path("responses")).path(0).path("error_code");
        JsonNode outer = answer.path("error_code");
        if (inner.isInt() && (inner.asInt() != 0 || !outer.isInt())) {
            return Optional.of(inner.asInt());
        }
        return outer.isInt() ? Optional.of(outer.asInt()) : Optional.empty();
    }

    private static ObjectNode alarm(String name, boolean on) {
        ObjectNode command = Json.object().put("method", "do");
        command.set("msg_alarm", within(name, Json.object().put("action", on ? "start" : "stop")));
        return command;
    }

    private static ObjectNode within(String name, JsonNode value) {
        return Json.object().set(name, value);
    }
}
