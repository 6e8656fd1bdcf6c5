package dev.vigil.console;

import dev.vigil.console.access.Roles;
import dev.vigil.watch.CameraWatch;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What operators may do to a camera's siren. All of it is written down with their names. */
@Path("/api/cameras/{id}/siren")
@Tag(name = "siren", description = "What operators may do")
@RolesAllowed(Roles.OPERATOR)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@APIResponse(responseCode = "404", description = "No such camera is watched here")
@APIResponse(responseCode = "409", description = "The siren is not in a state to do that")
class SirenResource {

    private static final Duration TEST = Duration.ofSeconds(5);
    private static final int LONGEST_REASON = 300;

    private final Console console;
    private final OperatorLog log;
    private final SecurityIdentity identity;

    SirenResource(Console console, OperatorLog log, SecurityIdentity identity) {
        this.console = console;
        this.log = log;
        this.identity = identity;
    }

    /** @param minutes for how long, 1 to 1440 */
    @Schema(name = "MuteOrder")
    public record MuteOrder(@Schema(minimum = "1", maximum = "1440") Integer minutes,
            @Schema(description = "Why, for the record", minLength = 3, maxLength = LONGEST_REASON) String reason) {
    }

    @POST
    @Path("silence")
    @Operation(summary = "Silences the siren for the rest of this incident",
            description = "Reports go on. The next incident sounds it again.")
    @APIResponse(responseCode = "200", description = "The camera's new state")
    public CameraView silence(@RestPath long id) {
        CameraWatch watch = watch(id);
        if (!watch.sirenByHand().hush()) {
            throw Refusal.conflict("the siren does not sound");
        }
        return did(watch, "silence", null, null);
    }

    @POST
    @Path("test")
    @Operation(summary = "Sounds the siren for five seconds")
    @APIResponse(responseCode = "200", description = "The camera's new state")
    public CameraView test(@RestPath long id) {
        CameraWatch watch = watch(id);
        if (!watch.sirenByHand().test(TEST)) {
            throw Refusal.conflict("the siren is muted");
        }
        return did(watch, "test-siren", null, null);
    }

    @PUT
    @Path("mute")
    @Operation(summary = "Keeps the siren silent for some minutes", description = "Incidents are decided and reported"
            + " all the same. It ends by itself, by a DELETE, and with a restart of the service.")
    @APIResponse(responseCode = "200", description = "The camera's new state")
    @APIResponse(responseCode = "400", description = "Minutes or reason are missing or out of bounds")
    public CameraView mute(@RestPath long id, MuteOrder order) {
        CameraWatch watch = watch(id);
        if (order == null || order.minutes() == null || order.minutes() < 1 || order.minutes() > 1440) {
            throw Refusal.badRequest("minutes must be from 1 to 1440");
        }
        String reason = order.reason() == null ? "" : order.reason().strip().replaceAll("\\p{Cntrl}+", " ");
        if (reason.length() < 3 || reason.length() > LONGEST_REASON) {
            throw Refusal.badRequest("a reason of 3 to " + LONGEST_REASON + " characters is needed");
        }
        watch.sirenByHand().mute(Duration.ofMinutes(order.minutes()), who(), reason);
        return did(watch, "mute", reason, order.minutes().longValue());
    }

    @DELETE
    @Path("mute")
    @Operation(summary = "Lets the siren sound again, at once where an incident is open")
    @APIResponse(responseCode = "200", description = "The camera's new state")
    public CameraView unmute(@RestPath long id) {
        CameraWatch watch = watch(id);
        if (!watch.sirenByHand().unmute()) {
            throw Refusal.conflict("the siren is not muted");
        }
        return did(watch, "unmute", null, null);
    }

    private CameraView did(CameraWatch watch, String action, String reason, Long minutes) {
        log.did(new ActionView(console.site().now(), action, who(), watch.id(), watch.name(), reason, minutes));
        return console.site().view(watch, false);
    }

    private String who() {
        return identity.getPrincipal().getName();
    }

    private CameraWatch watch(long id) {
        return console.site().watch(id).orElseThrow(() -> Refusal.notFound("no such camera is watched here"));
    }
}
