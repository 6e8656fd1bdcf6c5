package dev.vigil.backend;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes the bodies of the guide's reports as JSON, once, so that every try sends the very same. */
public final class ReportBodies {

    private ReportBodies() {
    }

    /** @param confidence 0 to 100 */
    public static String alert(long cameraId, double confidence) {
        return body(cameraId).put("confidence_score", score(confidence)).put("alert_type", "suspicious").toString();
    }

    public static String stop(long cameraId) {
        return body(cameraId).toString();
    }

    /**
     * @param crimeType  one of the guide's eight values
     * @param confidence 0 to 100
     * @param start      when the suspicious activity began; told to the nearest second, such as 2026-02-27T14:28:00Z
     * @param end        when the crime was confirmed; told in the second it fell in, so that it is never yet to come
     */
    public static String crime(long cameraId, String crimeType, double confidence, Instant start, Instant end) {
        Instant began = nearestSecond(start);
        Instant confirmed = end.truncatedTo(ChronoUnit.SECONDS);
        return body(cameraId).put("crime_type", crimeType).put("confidence_score", score(confidence))
                .put("start_time", began.toString())
                .put("end_time", (confirmed.isBefore(began) ? began : confirmed).toString()).toString();
    }

    private static ObjectNode body(long cameraId) {
        return JsonNodeFactory.instance.objectNode().put("camera_id", cameraId);
    }

    /** Percent with one decimal, as the guide shows it. */
    static double score(double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("a confidence is 0 to 100, not " + percent);
        }
        return Math.round(percent * 10) / 10.0;
    }

    private static Instant nearestSecond(Instant time) {
        return time.plusMillis(500).truncatedTo(ChronoUnit.SECONDS);
    }
}
