package dev.vigil.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vigil.alarm.Mutes;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One camera as operators see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Camera")
public record CameraView(
        @Schema(description = "Its number in the back end") long id,
        String name,
        State state,
        @Schema(description = "Why it cannot be seen; absent while it is seen") String blindBecause,
        @Schema(description = "Seconds since the start in which it could not be seen") double blindSeconds,
        @Schema(description = "Latest confidence, 0 to 100") double confidence,
        @Schema(description = "Confidences of the last two minutes, one a second, oldest first; not in events")
        List<Double> history,
        @Schema(description = "Pictures that come in, a second") double picturesPerSecond,
        @Schema(description = "Pictures that the model sees, a second") double looksPerSecond,
        @Schema(description = "What calibration shifts its fight confidence by, as a logit; 0 where it is not calibrated")
        double calibrationOffset,
        SirenView siren,
        @Schema(description = "The open incident's id; absent while there is none") String incident) {

    /** Gravest last. */
    public enum State { WATCHED, BLIND, SUSPICIOUS, CRIME }

    /** A camera's siren. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Siren")
    public record SirenView(
            State state,
            @Schema(description = "Whether some way to it should work") boolean available,
            @Schema(description = "The ways known not to work, with their reasons") String unavailableBecause,
            @Schema(description = "A person silenced it for the rest of the incident") boolean hushed,
            MuteView mute) {

        /** FAILING: it should have been commanded, and no way worked. */
        public enum State { SILENT, SOUNDING, FAILING }
    }

    /** A siren is to stay silent for a time; incidents are reported all the same. */
    @Schema(name = "Mute")
    public record MuteView(Instant until, String by, String reason) {

        static MuteView of(Mutes.Mute mute) {
            return new MuteView(mute.until(), mute.by(), mute.reason());
        }
    }
}
