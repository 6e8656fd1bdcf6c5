package dev.vigil.backend;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * The guide's routes. Answers come back whole, whatever their status and type, since {@link Answer} has to make sense
 * of pages and redirects too; as stages, so that {@link Line} can stop waiting for one that drips. {@code
 * authorization} is "Bearer " and the token, or null for none; the bodies of reports are JSON as it stands.
 */
@RegisterRestClient
@Path("/api")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface ModelApi {

    /** Tells a report that is sent again from a new one. */
    String IDEMPOTENCY_KEY = "Idempotency-Key";

    @POST
    @Path("/model/login")
    CompletionStage<Response> login(Wire.Login body);

    @GET
    @Path("/model/cameras")
    CompletionStage<Response> cameras(@HeaderParam("Authorization") String authorization);

    @POST
    @Path("/model/heartbeat")
    CompletionStage<Response> heartbeat(@HeaderParam("Authorization") String authorization, Wire.Heartbeat body);

    @POST
    @Path("/model/alert")
    CompletionStage<Response> alert(@HeaderParam("Authorization") String authorization,
            @HeaderParam(IDEMPOTENCY_KEY) String key, String body);

    @POST
    @Path("/model/alert/stop")
    CompletionStage<Response> stop(@HeaderParam("Authorization") String authorization,
            @HeaderParam(IDEMPOTENCY_KEY) String key, String body);

    @POST
    @Path("/model/crime")
    CompletionStage<Response> crime(@HeaderParam("Authorization") String authorization,
            @HeaderParam(IDEMPOTENCY_KEY) String key, String body);

    @POST
    @Path("/camera/alarm")
    CompletionStage<Response> alarm(@HeaderParam("Authorization") String authorization, Wire.Alarm body);
}
