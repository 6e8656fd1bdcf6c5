package dev.vigil.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something that a person did to a siren. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Action")
public record ActionView(
        Instant time,
        @Schema(description = "silence, mute, unmute or test-siren") String action,
        String by,
        long camera,
        String cameraName,
        @Schema(description = "As the person gave it") String reason,
        @Schema(description = "For how long") Long minutes) {
}
