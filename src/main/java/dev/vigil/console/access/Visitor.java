package dev.vigil.console.access;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.function.BooleanSupplier;

/** Who makes the present request. */
@RequestScoped
public class Visitor {

    private final RoutingContext context;
    private final Sessions sessions;

    Visitor(RoutingContext context, Sessions sessions) {
        this.context = context;
        this.sessions = sessions;
    }

    /** Whether a stream that this request opened may go on; good after the request, too. */
    public BooleanSupplier mayStay() {
        String token = token();
        // Of those signed in by OpenID Connect the provider knows; their streams end after a while in any case.
        return token == null ? () -> true : () -> sessions.lasts(token);
    }

    /** Of the session by password; null where there is none. */
    String token() {
        Cookie cookie = context.request().getCookie(Sessions.COOKIE);
        return cookie != null && sessions.lasts(cookie.getValue()) ? cookie.getValue() : null;
    }

    String address() {
        return context.request().remoteAddress() == null ? "" : context.request().remoteAddress().hostAddress();
    }

    boolean encrypted() {
        return "https".equals(context.request().scheme());
    }
}
