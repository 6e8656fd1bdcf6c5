package dev.vigil.backend;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The bodies that we send, in the guide's words. */
final class Wire {

    private Wire() {
    }

    record Login(@JsonProperty("email") String email, @JsonProperty("password") String password) {
        @Override
        public String toString() {
            return "Login[redacted]";
        }
    }

    record Heartbeat(@JsonProperty("camera_ids") List<Long> cameraIds) {
    }

    /** Duration, type and volume go with a start only. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Alarm(@JsonProperty("ip") String ip, @JsonProperty("username") String user,
                 @JsonProperty("password") String password, @JsonProperty("action") String action,
                 @JsonProperty("duration") Long durationSeconds, @JsonProperty("type") String type,
                 @JsonProperty("volume") String volume) {

        static Alarm start(String ip, String user, String password, long durationSeconds) {
            return new Alarm(ip, user, password, "start", durationSeconds, "both", "high");
        }

        static Alarm stop(String ip, String user, String password) {
            return new Alarm(ip, user, password, "stop", null, null, null);
        }

        @Override
        public String toString() {
            return "Alarm[" + action + " at " + ip + "]";
        }
    }
}
