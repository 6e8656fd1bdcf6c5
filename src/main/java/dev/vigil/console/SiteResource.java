package dev.vigil.console;

import dev.vigil.console.access.Roles;
import dev.vigil.console.access.Visitor;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What there is to see of the whole site. */
@Path("/api")
@Tag(name = "site", description = "What there is to see")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
@Produces(MediaType.APPLICATION_JSON)
class SiteResource {

    private final Console console;
    private final OperatorLog operators;
    private final Visitor visitor;

    SiteResource(Console console, OperatorLog operators, Visitor visitor) {
        this.console = console;
        this.operators = operators;
        this.visitor = visitor;
    }

    @GET
    @Path("site")
    @Operation(summary = "The whole site now, with each camera's last two minutes")
    public SiteView site() {
        return console.site().view(true);
    }

    @GET
    @Path("incidents")
    @Operation(summary = "The latest incidents, newest first")
    public List<IncidentView> incidents(@RestQuery Integer most) {
        return console.site().incidents().newest(most == null ? 50 : Math.max(0, Math.min(most, 200)));
    }

    @GET
    @Path("actions")
    @Operation(summary = "What operators did to sirens since the start, newest first, at most 100")
    public List<ActionView> actions() {
        return operators.newest();
    }

    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Server-sent events: site (a Site without history, each second), incident (an Incident, at"
            + " every change), action (an Action)", description = "Ends after 15 minutes or with the sign-out; a"
            + " browser then asks again by itself.")
    @APIResponse(responseCode = "200", description = "The stream")
    @APIResponse(responseCode = "503", description = "Too many look already")
    public Multi<OutboundSseEvent> events(@Context Sse sse) {
        if (console.feed().full()) {
            throw new WebApplicationException("too many look already", 503);
        }
        console.site();
        return console.feed().join(console::now, visitor.mayStay()).map(news -> sse.newEventBuilder()
                .name(news.name()).mediaType(MediaType.APPLICATION_JSON_TYPE).data(news.data()).build());
    }
}
