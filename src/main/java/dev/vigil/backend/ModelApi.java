package dev.vigil.backend;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * The guide's routes. Answers come back whole, whatever their status and type, since {@link Answer} has to make sense
 * of pages and redirects too. {@code authorization} is "Bearer " and the token, or null for none.
 */
@RegisterRestClient
@Path("/api")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface ModelApi {

    @POST
    @Path("/model/login")
    Response login(Wire.Login body);

    @GET
    @Path("/model/cameras")
    Response cameras(@HeaderParam("Authorization") String authorization);

    @POST
    @Path("/model/heartbeat")
    Response heartbeat(@HeaderParam("Authorization") String authorization, Wire.Heartbeat body);

    @POST
    @Path("/model/alert")
    Response alert(@HeaderParam("Authorization") String authorization, String body);

    @POST
    @Path("/model/alert/stop")
    Response stop(@HeaderParam("Authorization") String authorization, String body);

    @POST
    @Path("/model/crime")
    Response crime(@HeaderParam("Authorization") String authorization, String body);

    @POST
    @Path("/camera/alarm")
    Response alarm(@HeaderParam("Authorization") String authorization, Wire.Alarm body);
}
