package dev.vigil.console.access;

import dev.vigil.time.TimeSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who is signed in by password. Sessions end with the sign-out, after an hour unused, after a shift, or a restart. */
@Singleton
class Sessions {

    /** The cookie that holds the token. */
    static final String COOKIE = "vigil-session";
    static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration IDLE = Duration.ofHours(1);
    private static final int MOST = 1000;

    /** Who it is. */
    record Session(String name, Set<String> roles, long begunNanos, long usedNanos) {
    }

    private final TimeSource time;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    @Inject
    Sessions() {
        this(TimeSource.system());
    }

    Sessions(TimeSource time) {
        this.time = time;
    }

    /** A new session's token; empty when there are too many. */
    Optional<String> begin(String name, Set<String> roles) {
        sessions.values().removeIf(session -> !lasts(session));
        if (sessions.size() >= MOST) {
            return Optional.empty();
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sessions.put(token, new Session(name, roles, time.nanos(), time.nanos()));
        return Optional.of(token);
    }

    /** The session of that token, which is used now. */
    Optional<Session> use(String token) {
        return Optional.ofNullable(sessions.computeIfPresent(token, (same, session) -> lasts(session)
                ? new Session(session.name(), session.roles(), session.begunNanos(), time.nanos()) : null));
    }

    /** Whether the session lasts; this does not count as use. */
    boolean lasts(String token) {
        Session session = sessions.get(token);
        return session != null && lasts(session);
    }

    private boolean lasts(Session session) {
        long now = time.nanos();
        return now - session.usedNanos() < IDLE.toNanos() && now - session.begunNanos() < LONGEST.toNanos();
    }

    void end(String token) {
        sessions.remove(token);
    }
}
