package dev.vigil.console;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Why something is not done, in one line of JSON: {@code {"problem": "..."}}. */
final class Refusal {

    private Refusal() {
    }

    static WebApplicationException badRequest(String problem) {
        return of(Response.Status.BAD_REQUEST, problem);
    }

    static WebApplicationException notFound(String problem) {
        return of(Response.Status.NOT_FOUND, problem);
    }

    static WebApplicationException conflict(String problem) {
        return of(Response.Status.CONFLICT, problem);
    }

    private static WebApplicationException of(Response.Status status, String problem) {
        return new WebApplicationException(problem, Response.status(status).type(MediaType.APPLICATION_JSON)
                .entity(Map.of("problem", problem)).build());
    }
}
