package dev.vigil.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The whole site at one moment. */
@Schema(name = "Site")
public record SiteView(
        Instant time,
        @Schema(description = "rehearsal or real") String mode,
        @Schema(description = "Counts changes of incidents and operators' actions: one that was missed shows by it")
        long revision,
        Thresholds thresholds,
        BackendView backend,
        OutboxView outbox,
        CapacityView capacity,
        List<CameraView> cameras) {

    /** In percent of confidence. */
    @Schema(name = "Thresholds")
    public record Thresholds(double alert, double crime) {
    }

    /** How we stand with the back end. */
    @Schema(name = "Backend")
    public record BackendView(boolean ok, String standing, @Schema(description = "One line for people") String reason,
            Instant since, @Schema(description = "Where the list of cameras comes from") String assignment) {
    }

    /** Reports on their way. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Outbox")
    public record OutboxView(@Schema(description = "Reports not yet delivered") int waiting,
            @Schema(description = "Reports that the back end refused for good") int refused,
            @Schema(description = "Why a crash would lose those that wait; absent while it would not") String problem) {
    }

    /** What the machine carries, over the last ten seconds. */
    @Schema(name = "Capacity")
    public record CapacityView(String model, String engine,
            @Schema(description = "Share of the time in which the engine was busy, 0 to 1") double busy,
            @Schema(description = "Pictures that the model saw, a second") double looksPerSecond,
            @Schema(description = "Share of the sampled pictures that were not looked at, 0 to 1") double missed) {
    }
}
