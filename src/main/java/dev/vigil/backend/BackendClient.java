package dev.vigil.backend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.backend.BackendException.Kind;
import dev.vigil.camera.AssignedCamera;
import dev.vigil.time.TimeSource;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/**
 * The guide's calls, each made once, or twice where the token had to be renewed. Safe for use by many threads.
 * Retries and circuit breakers are {@link Backend}'s. Needs Quarkus' REST client, nothing else of Quarkus.
 */
public final class BackendClient implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BackendClient.class);

    private final Line line;
    private final Line quickLine;
    private final StateKeeper state;
    private final Session session;
    private volatile boolean alarmRefusesTokens;

    /**
     * @param standard limits of logins, assignments and reports
     * @param quick    limits of heartbeats and sirens
     */
    public BackendClient(BackendSettings settings, CallLimits standard, CallLimits quick, TimeSource time) {
        line = new Line(settings, standard, time);
        quickLine = new Line(settings, quick, time);
        state = new StateKeeper(time);
        session = new Session(line, settings, time, state);
    }

    /** How we stand with the back end. */
    public BackendState state() {
        return state.state();
    }

    /** The cameras assigned now; a row without an id is logged and left out. */
    public List<AssignedCamera> cameras() throws BackendException {
        Call call = line.call("list of cameras", "GET", "/api/model/cameras");
        JsonNode data = authorized(line, call, ModelApi::cameras).path("data");
        if (!data.isContainerNode()) {
            BackendException e = BackendException.of(Kind.BROKEN_ANSWER, 200, call.says("the answer holds no data"));
            state.failed(e);
            throw e;
        }
        return rows(data, call);
    }

    static List<AssignedCamera> rows(JsonNode data, Call call) {
        List<AssignedCamera> cameras = new ArrayList<>();
        int withoutId = 0;
        for (JsonNode row : Loose.items(data)) {
            Long id = Loose.integer(row.path("id"));
            if (id == null) {
                withoutId++;
                continue;
            }
            String name = Loose.text(row.path("name"));
            cameras.add(new AssignedCamera(id, name == null ? "camera " + id : name,
                    Loose.text(row.path("encrypted_data")), Loose.number(row.path("lat")),
                    Loose.number(row.path("lang")), Loose.text(row.path("storage_type")),
                    Loose.integer(row.path("police_station_id"))));
        }
        if (withoutId > 0) {
            LOG.warn(call.says("left out " + withoutId + " cameras without an id"));
        }
        return cameras;
    }

    /** Tells that these cameras are being processed. */
    public void heartbeat(List<Long> cameraIds) throws BackendException {
        authorized(quickLine, quickLine.call("heartbeat", "POST", "/api/model/heartbeat"),
                (api, bearer) -> api.heartbeat(bearer, new Wire.Heartbeat(cameraIds)));
    }

    /**
     * Sends a report.
     *
     * @param key  the same at every try of this report
     * @param body from {@link ReportBodies}
     * @return what the back end says of a crime; nothing of other reports
     */
    public Optional<CrimeReceipt> report(ReportRoute route, UUID key, String body) throws BackendException {
        JsonNode data = authorized(line, line.call(route.words, "POST", route.path),
                (api, bearer) -> route.send(api, bearer, key.toString(), body)).path("data");
        return route == ReportRoute.CRIME ? Optional.of(receipt(data)) : Optional.empty();
    }

    static CrimeReceipt receipt(JsonNode data) {
        return new CrimeReceipt(Loose.integer(data.path("crime_id")), Loose.text(data.path("status")),
                Loose.text(data.path("severity")));
    }

    /** Has the back end sound a camera's siren, light and sound, for at most this long. */
    public void soundAlarm(String ip, String user, String password, Duration duration) throws BackendException {
        alarm("siren start", Wire.Alarm.start(ip, user, password, Math.max(1, duration.toSeconds())));
    }

    /** Has the back end silence a camera's siren. */
    public void silenceAlarm(String ip, String user, String password) throws BackendException {
        alarm("siren stop", Wire.Alarm.stop(ip, user, password));
    }

    /**
     * The guide calls this route without a token. One that is at hand goes along; only a 401 makes us wait for a login,
     * and not again where the route refuses fresh tokens too. Failures here are mostly the camera's, so they say
     * nothing about the back end's state.
     */
    private void alarm(String what, Wire.Alarm body) throws BackendException {
        Call call = quickLine.call(what + " at " + body.ip(), "POST", "/api/camera/alarm", body.password());
        String token = session.tokenAtHand();
        try {
            quickLine.exchange(call, api -> api.alarm(bearer(token), body));
            alarmRefusesTokens = alarmRefusesTokens && token == null;
        } catch (BackendException e) {
            if (e.status() != 401) {
                throw e;
            }
            if (alarmRefusesTokens) {
                throw BackendException.of(Kind.REJECTED, 401, e.getMessage());
            }
            alarmWith(session.renew(token, quickLine.limits.read()), call, body);
        }
    }

    private void alarmWith(String freshToken, Call call, Wire.Alarm body) throws BackendException {
        try {
            quickLine.exchange(call, api -> api.alarm(bearer(freshToken), body));
        } catch (BackendException e) {
            alarmRefusesTokens = e.status() == 401;
            throw alarmRefusesTokens ? BackendException.of(Kind.REJECTED, 401, e.getMessage()) : e;
        }
    }

    private JsonNode authorized(Line on, Call call, BiFunction<ModelApi, String, CompletionStage<Response>> request)
            throws BackendException {
        // A little more than a login of the same limits takes, so that its own failure is what one hears of.
        Duration patience = on.limits.whole().plusSeconds(1);
        try {
            String token = session.token(patience);
            JsonNode answer;
            try {
                answer = on.exchange(call, api -> request.apply(api, bearer(token)));
                session.proven(token);
            } catch (BackendException e) {
                if (e.status() != 401) {
                    throw e;
                }
                String fresh = session.renew(token, patience);
                answer = on.exchange(call, api -> request.apply(api, bearer(fresh)));
                session.proven(fresh);
            }
            state.succeeded();
            return answer;
        } catch (BackendException e) {
            state.failed(e);
            throw e;
        }
    }

    private static String bearer(String token) {
        return token == null ? null : "Bearer " + token;
    }

    @Override
    public void close() {
        line.close();
        quickLine.close();
    }
}
