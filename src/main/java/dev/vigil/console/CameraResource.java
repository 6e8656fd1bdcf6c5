package dev.vigil.console;

import dev.vigil.console.access.Roles;
import dev.vigil.watch.CameraWatch;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What there is to see of one camera. */
@Path("/api/cameras/{id}")
@Tag(name = "camera", description = "One camera")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
@APIResponse(responseCode = "404", description = "No such camera is watched here, or it has no such picture")
class CameraResource {

    private final Console console;

    CameraResource(Console console) {
        this.console = console;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The camera now")
    @APIResponse(responseCode = "200", description = "The camera")
    public CameraView camera(@RestPath long id) {
        return console.site().view(watch(id), true);
    }

    @GET
    @Path("scene")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The newest picture's number and whom the model saw in it", description = "Has a picture made"
            + " from the next frame, at most every 0.4 s for all who ask; the last one where the camera is blind.")
    @APIResponse(responseCode = "200", description = "The scene")
    @APIResponse(responseCode = "204", description = "There is no picture yet")
    public SceneView scene(@RestPath long id) {
        Site site = console.site();
        return site.pictures().scene(watch(id)).orElse(null);
    }

    @GET
    @Path("pictures/{number}")
    @Produces("image/jpeg")
    @Operation(summary = "The picture of a scene that was told a moment ago")
    @APIResponse(responseCode = "200", description = "The picture as the model saw it")
    public byte[] picture(@RestPath long id, @RestPath long number) {
        return console.site().pictures().picture(id, number)
                .orElseThrow(() -> Refusal.notFound("that picture is gone"));
    }

    private CameraWatch watch(long id) {
        return console.site().watch(id).orElseThrow(() -> Refusal.notFound("no such camera is watched here"));
    }
}
