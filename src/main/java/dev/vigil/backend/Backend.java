package dev.vigil.backend;

import dev.vigil.camera.CameraList;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/**
 * The back end for the rest of Vigil: the guide's calls with retries, time-outs and circuit breakers. Every failure is
 * a {@link BackendException}. Calls block, at worst for 80 s (cameras and reports), 17 s (heartbeat) or 15 s (sirens).
 */
@ApplicationScoped
public class Backend {
    private final GuardedCalls calls;

    @Inject
    Backend(GuardedCalls calls) {
        this.calls = calls;
    }

    /** How we stand with the back end, for readiness. */
    public BackendState state() {
        return calls.state();
    }

    /**
     * The cameras assigned now. Where the back end is out of reach and was not before: those known last, as
     * {@link #state()} then says, and with the time of then.
     */
    public CameraList cameras() throws BackendException {
        return told(calls::cameras);
    }

    /** Tells that these cameras are being processed; an empty list too. Held up by no other call. */
    public void heartbeat(List<Long> cameraIds) throws BackendException {
        told(() -> {
            calls.heartbeat(cameraIds);
            return null;
        });
    }

    /**
     * Sends a report.
     *
     * @param key  the same at every try of this report
     * @param body from {@link ReportBodies}
     * @return what the back end says of a crime; nothing of other reports
     */
    public Optional<CrimeReceipt> report(ReportRoute route, UUID key, String body) throws BackendException {
        return told(() -> calls.report(client -> client.report(route, key, body)));
    }

    /** Has the back end sound a camera's siren, light and sound, for at most this long. Waits for nothing slow. */
    public void soundAlarm(String ip, String user, String password, Duration duration) throws BackendException {
        told(() -> calls.siren(asked(client -> client.soundAlarm(ip, user, password, duration))));
    }

    /** Has the back end silence a camera's siren. */
    public void silenceAlarm(String ip, String user, String password) throws BackendException {
        told(() -> calls.siren(asked(client -> client.silenceAlarm(ip, user, password))));
    }

    /** A call that has no answer but that it was taken. */
    private interface Order {
        void to(BackendClient client) throws BackendException;
    }

    private interface Attempt<T> {
        T make() throws BackendException;
    }

    private static GuardedCalls.Asked<Void> asked(Order order) {
        return client -> {
            order.to(client);
            return null;
        };
    }

    /** In this room's words also where the call never came to the network. */
    private static <T> T told(Attempt<T> attempt) throws BackendException {
        try {
            return attempt.make();
        } catch (CircuitBreakerOpenException e) {
            throw BackendException.unavailable("the back end failed too often in a row and is not asked for a moment");
        } catch (TimeoutException e) {
            throw BackendException.unavailable("the back end has not answered in time");
        }
    }
}
