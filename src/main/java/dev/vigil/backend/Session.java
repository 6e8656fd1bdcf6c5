package dev.vigil.backend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.backend.BackendException.Kind;
import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * One token for all: every login leaves one more token in the back end's table, so there is at most one at a time, and
 * who comes meanwhile waits for it. After a refused login the next one has to wait; calls before that fail at once,
 * without touching the network. The login runs on a thread of its own, so that an impatient caller can leave it.
 */
final class Session {
    private static final Logger LOG = Logger.getLogger(Session.class);
    private static final List<Duration> WRONG_CREDENTIALS_PAUSES = List.of(
            Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(20), Duration.ofMinutes(30));
    private static final Duration OTHER_PAUSE = Duration.ofSeconds(60);

    private final Line line;
    private final BackendSettings settings;
    private final TimeSource time;
    private final StateKeeper state;
    private final Call login;

    private String token;
    private boolean proven;
    private int freshTokensRefused;
    private int refusedLogins;
    private CompletableFuture<String> flight;
    private BackendException obstacle;
    private long obstacleUntil;

    Session(Line line, BackendSettings settings, TimeSource time, StateKeeper state) {
        this.line = line;
        this.settings = settings;
        this.time = time;
        this.state = state;
        this.login = line.call("login", "POST", "/api/model/login");
    }

    /** The token, by a login if need be. */
    String token(Duration patience) throws BackendException {
        return await(tokenOtherThan(null), patience);
    }

    /** A token in place of one that was answered with 401: another's new one, or that of a new login. */
    String renew(String refused, Duration patience) throws BackendException {
        return await(tokenOtherThan(refused), patience);
    }

    /** The token if there is one now, else null. */
    synchronized String tokenAtHand() {
        return token;
    }

    /** The back end has taken this token. */
    synchronized void proven(String accepted) {
        if (accepted.equals(token)) {
            proven = true;
            freshTokensRefused = 0;
        }
    }

    private synchronized CompletableFuture<String> tokenOtherThan(String refused) throws BackendException {
        if (token != null && !token.equals(refused)) {
            return CompletableFuture.completedFuture(token);
        }
        if (flight != null) {
            return flight;
        }
        if (token != null && !proven && ++freshTokensRefused > 1) {
            // Else a back end that refuses whatever it gives would collect a token with every call.
            hold(BackendException.of(Kind.WRONG_CREDENTIALS, 401, login.says(
                    "the back end refuses the tokens it has just given: have the admin look at the model's account"),
                    OTHER_PAUSE), OTHER_PAUSE);
        }
        token = null;
        checkObstacle();
        flight = new CompletableFuture<>();
        Thread thread = new Thread(this::logIn, "backend-login");
        thread.setDaemon(true);
        thread.start();
        return flight;
    }

    private void checkObstacle() throws BackendException {
        long left = obstacle == null ? 0 : obstacleUntil - time.nanos();
        if (left > 0) {
            throw BackendException.of(
                    obstacle.kind(), obstacle.status(), obstacle.getMessage(), Duration.ofNanos(left));
        }
    }

    private void logIn() {
        CompletableFuture<String> waiting;
        try {
            JsonNode answer = line.exchange(login,
                    api -> api.login(new Wire.Login(settings.email(), settings.password())));
            String given = tokenIn(answer, login);
            waiting = landed(given);
            waiting.complete(given);
        } catch (BackendException e) {
            crashed(e);
        } catch (RuntimeException e) {
            crashed(BackendException.unavailable(login.says("failed (" + e.getClass().getSimpleName() + ")")));
        }
    }

    static String tokenIn(JsonNode answer, Call login) throws BackendException {
        String given = Loose.text(answer.path("data").path("token"));
        if (given == null || given.isBlank()) {
            throw BackendException.of(Kind.BROKEN_ANSWER, 200, login.says("the answer holds no token"));
        }
        return given;
    }

    private synchronized CompletableFuture<String> landed(String given) {
        LOG.infof("logged in to %s", settings.url());
        token = given;
        proven = false;
        refusedLogins = 0;
        obstacle = null;
        CompletableFuture<String> waiting = flight;
        flight = null;
        return waiting;
    }

    private void crashed(BackendException e) {
        BackendException told = e;
        CompletableFuture<String> waiting;
        synchronized (this) {
            Duration pause = switch (e.kind()) {
                case WRONG_CREDENTIALS -> WRONG_CREDENTIALS_PAUSES.get(
                        Math.min(refusedLogins++, WRONG_CREDENTIALS_PAUSES.size() - 1));
                case UNAVAILABLE, BROKEN_ANSWER -> Duration.ZERO;
                case NOT_WHITELISTED, REJECTED, THROTTLED -> e.retryAfter().orElse(OTHER_PAUSE);
            };
            if (e.kind() == Kind.WRONG_CREDENTIALS) {
                told = BackendException.of(e.kind(), e.status(), e.getMessage()
                        + "; correct MODEL_EMAIL and MODEL_PASSWORD, the next try is in "
                        + pause.toMinutes() + " minutes", pause);
            }
            hold(told, pause);
            waiting = flight;
            flight = null;
        }
        state.failed(told);
        LOG.warn(told.getMessage());
        waiting.completeExceptionally(told);
    }

    private void hold(BackendException why, Duration pause) {
        obstacle = why;
        obstacleUntil = time.nanos() + pause.toNanos();
    }

    private String await(CompletableFuture<String> login, Duration patience) throws BackendException {
        try {
            return login.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BackendException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw BackendException.unavailable(this.login.says("not answered within " + patience.toMillis() + " ms"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BackendException.unavailable(this.login.says("interrupted before the answer came"));
        }
    }
}
