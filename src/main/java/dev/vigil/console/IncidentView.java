package dev.vigil.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One incident, from the suspicion on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Incident")
public record IncidentView(
        String id,
        long camera,
        String cameraName,
        Phase phase,
        @Schema(description = "The back end's word, such as fighting") String type,
        @Schema(description = "Confidence of the latest decision, 0 to 100") double confidence,
        @Schema(description = "Highest confidence of a decision so far") double peak,
        @Schema(description = "The evidence in a few words") String why,
        @Schema(description = "When the suspicious activity began") Instant startTime,
        Instant suspectedAt,
        @Schema(description = "Absent where no crime was confirmed") Instant confirmedAt,
        @Schema(description = "Absent while it is open, and where nobody saw its end") Instant clearedAt,
        String clearedBecause,
        @Schema(description = "Absent of an incident before the start: nothing keeps it") Latency latency,
        @Schema(description = "The siren was muted when it should have sounded") boolean muted,
        @Schema(description = "The way by which the siren sounded") String sirenWay) {

    /** SUSPICIOUS and CRIME are open. */
    public enum Phase { SUSPICIOUS, CRIME, CLEARED }

    /**
     * How long the steps of the suspicion took, in milliseconds: one after another up to the decision; siren and
     * report, which do not wait for each other, from the decision on.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Latency")
    public record Latency(double decode, double batch, double inference, double decision,
            @Schema(description = "Absent until it has answered") Double siren,
            @Schema(description = "Of the alert; absent until it was delivered") Double report,
            @Schema(description = "Of the crime, from its own decision; absent until then") Double crimeReport) {

        Latency withSiren(double millis) {
            return new Latency(decode, batch, inference, decision, millis, report, crimeReport);
        }

        Latency withReport(double millis) {
            return new Latency(decode, batch, inference, decision, siren, millis, crimeReport);
        }

        Latency withCrimeReport(double millis) {
            return new Latency(decode, batch, inference, decision, siren, report, millis);
        }
    }

    IncidentView with(Latency changed) {
        return new IncidentView(id, camera, cameraName, phase, type, confidence, peak, why, startTime, suspectedAt,
                confirmedAt, clearedAt, clearedBecause, changed, muted, sirenWay);
    }

    IncidentView sounded(String way, double millis) {
        return new IncidentView(id, camera, cameraName, phase, type, confidence, peak, why, startTime, suspectedAt,
                confirmedAt, clearedAt, clearedBecause, latency.withSiren(millis), muted, way);
    }

    /** Of one before the start, whose siren's latency nothing keeps. */
    IncidentView soundedBy(String way) {
        return new IncidentView(id, camera, cameraName, phase, type, confidence, peak, why, startTime, suspectedAt,
                confirmedAt, clearedAt, clearedBecause, latency, muted, way);
    }

    IncidentView now(double newConfidence, String newType, String newWhy) {
        return new IncidentView(id, camera, cameraName, phase, newType, newConfidence, Math.max(peak, newConfidence),
                newWhy, startTime, suspectedAt, confirmedAt, clearedAt, clearedBecause, latency, muted, sirenWay);
    }

    IncidentView confirmed(Instant at) {
        return new IncidentView(id, camera, cameraName, Phase.CRIME, type, confidence, peak, why, startTime,
                suspectedAt, confirmedAt == null ? at : confirmedAt, clearedAt, clearedBecause, latency, muted,
                sirenWay);
    }

    IncidentView cleared(Instant at, String because) {
        return new IncidentView(id, camera, cameraName, Phase.CLEARED, type, confidence, peak, why, startTime,
                suspectedAt, confirmedAt, at, because, latency, muted, sirenWay);
    }
}
