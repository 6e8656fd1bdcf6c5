package dev.vigil.console.access;

import io.quarkus.oidc.OidcSession;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Signing in and out. */
@Path("/api/session")
@Tag(name = "session", description = "Signing in and out")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
class SessionResource {

    private final Access access;
    private final Sessions sessions;
    private final SignInThrottle throttle;
    private final Visitor visitor;
    private final SecurityIdentity identity;
    private final Instance<OidcSession> oidc;
    private final SignInLog log;

    SessionResource(Access access, Sessions sessions, SignInThrottle throttle, Visitor visitor,
            SecurityIdentity identity, Instance<OidcSession> oidc, SignInLog log) {
        this.access = access;
        this.sessions = sessions;
        this.throttle = throttle;
        this.visitor = visitor;
        this.identity = identity;
        this.oidc = oidc;
        this.log = log;
    }

    /** What one signs in with. */
    @Schema(name = "SignIn")
    public record SignIn(String name, @Schema(format = "password") String password) {

        @Override
        public String toString() {
            return "SignIn[" + name + "]";
        }
    }

    @GET
    @Operation(summary = "Who is signed in, and how one can be")
    public SessionView session() {
        return identity.isAnonymous() ? view(null, Set.of())
                : view(identity.getPrincipal().getName(), identity.getRoles());
    }

    private SessionView view(String name, Set<String> roles) {
        return new SessionView(access.mode(), access.passwords(), access.oidc(), name,
                Stream.of(Roles.VIEWER, Roles.OPERATOR).filter(roles::contains).toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Signs in by name and password", description = "Answers with a cookie that only this site's"
            + " own pages send. As for all that changes something, a header X-Vigil must be there.")
    @APIResponse(responseCode = "200", description = "Signed in")
    @APIResponse(responseCode = "401", description = "Name or password are wrong")
    @APIResponse(responseCode = "429", description = "Too many wrong ones: wait for five minutes")
    public Response signIn(SignIn given) {
        if (given == null || given.name() == null || given.password() == null || given.password().length() > 200) {
            return problem(400, "name and password are needed").build();
        }
        String known = access.knows(given.name()) ? given.name() : "an unknown name";
        if (throttle.holdsOff(known, visitor.address())) {
            log.refused(known, visitor.address(), "held off after too many wrong passwords");
            return problem(429, "too many wrong passwords: wait for five minutes")
                    .header("Retry-After", SignInThrottle.WAIT.toSeconds()).build();
        }
        Optional<Set<String>> roles = access.check(given.name(), given.password());
        if (roles.isEmpty()) {
            throttle.failed(known, visitor.address());
            log.refused(known, visitor.address(), "wrong name or password");
            return problem(401, "name or password are wrong").build();
        }
        throttle.succeeded(known, visitor.address());
        Optional<String> token = sessions.begin(given.name(), roles.get());
        if (token.isEmpty()) {
            return problem(503, "too many people are signed in").build();
        }
        log.signedIn(given.name(), visitor.address(), "password", roles.get());
        return Response.ok(view(given.name(), roles.get()))
                .cookie(cookie(token.get(), (int) Sessions.LONGEST.toSeconds())).build();
    }

    private static Response.ResponseBuilder problem(int status, String problem) {
        return Response.status(status).entity(Map.of("problem", problem));
    }

    private NewCookie cookie(String value, int maxAge) {
        return new NewCookie.Builder(Sessions.COOKIE).value(value).path("/").httpOnly(true)
                .secure(visitor.encrypted()).sameSite(NewCookie.SameSite.STRICT).maxAge(maxAge).build();
    }

    @DELETE
    @Operation(summary = "Signs out")
    @APIResponse(responseCode = "200", description = "Signed out")
    public Response signOut() {
        String token = visitor.token();
        if (token != null) {
            sessions.end(token);
            log.signedOut(identity.getPrincipal().getName());
        } else if (access.oidc() && !identity.isAnonymous()) {
            oidc.get().logout().await().indefinitely();
            log.signedOut(identity.getPrincipal().getName());
        }
        return Response.ok(view(null, Set.of())).cookie(cookie("", 0)).build();
    }

    @GET
    @Path("oidc")
    @Authenticated
    @Operation(summary = "Signs in by OpenID Connect and leads back to the console")
    @APIResponse(responseCode = "303", description = "Signed in")
    public Response byOidc() {
        log.signedIn(identity.getPrincipal().getName(), visitor.address(), "openid-connect", identity.getRoles());
        return Response.seeOther(URI.create("/")).build();
    }
}
