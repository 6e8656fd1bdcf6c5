package dev.vigil.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vigil.detection.Box;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the model saw in one picture, to be drawn over it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Scene")
public record SceneView(
        @Schema(description = "Names the picture, which is kept for some seconds") long picture,
        @Schema(description = "When it was taken") Instant time,
        @Schema(description = "In pixels") int width,
        int height,
        double confidence,
        String why,
        @Schema(description = "Where the evidence is; absent where nothing stands out") Box box,
        List<PersonView> people,
        @Schema(description = "The camera's zones, as far as the model in use can watch over them")
        List<ZoneView> zones) {

    /** A person in the picture. */
    @Schema(name = "Person")
    public record PersonView(
            @Schema(description = "How sure the model is, 0 to 1") float score,
            @Schema(description = "x, y (fractions of the picture) and score of 17 keypoints, one after another: nose,"
                    + " left and right eye, ear, shoulder, elbow, wrist, hip, knee, ankle") float[] keypoints) {
    }
}
