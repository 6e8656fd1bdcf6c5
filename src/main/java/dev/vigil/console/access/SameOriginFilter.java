package dev.vigil.console.access;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.Set;

/**
 * Refuses what another site's page makes a browser send: whatever changes something needs a header that such a page
 * cannot set, and must not say that it comes from elsewhere. The cookie itself goes to this site's own pages only.
 */
@Provider
@PreMatching
class SameOriginFilter implements ContainerRequestFilter {

    /** Any value will do. */
    static final String HEADER = "X-Vigil";
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    public void filter(ContainerRequestContext request) {
        if (HARMLESS.contains(request.getMethod())) {
            return;
        }
        String from = request.getHeaderString("Sec-Fetch-Site");
        boolean elsewhere = from != null && !from.equals("same-origin") && !from.equals("none");
        if (elsewhere || request.getHeaderString(HEADER) == null) {
            request.abortWith(Response.status(Response.Status.FORBIDDEN).type(MediaType.APPLICATION_JSON)
                    .entity(Map.of("problem", "requests that change something need the header " + HEADER
                            + " and must come from the console itself")).build());
        }
    }
}
