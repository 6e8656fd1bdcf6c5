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

    record Alert(@JsonProperty("camera_id") long cameraId, @JsonProperty("confidence_score") double confidence,
                 @JsonProperty("alert_type") String type) {
    }

    record Stop(@JsonProperty("camera_id") long cameraId) {
    }

    record Crime(@JsonProperty("camera_id") long cameraId, @JsonProperty("crime_type") String type,
                 @JsonProperty("confidence_score") double confidence, @JsonProperty("start_time") String start,
                 @JsonProperty("end_time") String end) {
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

    /** Percent with one decimal, as the guide shows it. */
    static double confidence(double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("a confidence is 0 to 100, not " + percent);
        }
        return Math.round(percent * 10) / 10.0;
    }

    /** Whole seconds in UTC, such as 2026-02-27T14:28:00Z. */
    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
