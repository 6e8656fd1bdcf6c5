package dev.vigil.console;

import dev.vigil.zone.Polygon;
import dev.vigil.zone.Zone;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A zone of the camera, to be drawn over a picture. */
@Schema(name = "Zone")
public record ZoneView(
        String name,
        @Schema(description = "RESTRICTED: nobody may be there; LOITERING: nobody should stay for long") Zone.Kind kind,
        @Schema(description = "Whether its schedule forbids it when the picture was taken") boolean inForce,
        @Schema(description = "In fractions of the picture, in order along the edge") List<Polygon.Corner> corners) {

    static ZoneView of(Zone zone, Instant moment) {
        return new ZoneView(zone.name(), zone.kind(), zone.when().covers(moment), zone.polygon().corners());
    }
}
