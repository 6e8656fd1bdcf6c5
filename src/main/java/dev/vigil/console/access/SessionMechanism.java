package dev.vigil.console.access;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Set;

/** Knows people by their session's cookie; in development without users, everybody is an operator. */
@Singleton
class SessionMechanism implements HttpAuthenticationMechanism {

    private static final String DEVELOPER = "developer";

    private final Access access;
    private final Sessions sessions;

    SessionMechanism(Access access, Sessions sessions) {
        this.access = access;
        this.sessions = sessions;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
        if (access.mode() == Access.Mode.OPEN) {
            return Uni.createFrom().item(identity(DEVELOPER, Set.of(Roles.VIEWER, Roles.OPERATOR)));
        }
        Cookie cookie = context.request().getCookie(Sessions.COOKIE);
        return cookie == null ? Uni.createFrom().nullItem() : Uni.createFrom().item(sessions.use(cookie.getValue())
                .map(session -> identity(session.name(), session.roles())).orElse(null));
    }

    private static SecurityIdentity identity(String name, Set<String> roles) {
        return QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(name)).addRoles(roles).build();
    }

    /** The page asks for the password itself: no browser should open a window of its own. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, null, null));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }

    /** Asked before OpenID Connect, whose answer to strangers is a redirection that scripts cannot follow. */
    @Override
    public int getPriority() {
        return HttpAuthenticationMechanism.DEFAULT_PRIORITY + 1000;
    }
}
