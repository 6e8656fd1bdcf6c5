package dev.vigil.backend;

import dev.vigil.camera.CameraList;
import dev.vigil.time.TimeSource;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The calls with the guide's three retries, 0.5 s doubling with jitter, for what may be well a moment later; then a
 * circuit breaker, of which each method has its own. The back end tolerates each of its calls more than once.
 */
@ApplicationScoped
class GuardedCalls {
    private static final Logger LOG = Logger.getLogger(GuardedCalls.class);

    private final BackendClient client;
    private final TimeSource time;
    private volatile CameraList lastCameras;

    @Inject
    GuardedCalls(BackendSettings settings, TimeSource time) {
        this.time = time;
        client = new BackendClient(settings, CallLimits.STANDARD, CallLimits.QUICK, time);
    }

    @PreDestroy
    void close() {
        client.close();
    }

    BackendState state() {
        return client.state();
    }

    @Retry(delay = 500, jitter = 100, maxDuration = 90_000,
            retryOn = {TransientBackendException.class, TimeoutException.class})
    @ExponentialBackoff(maxDelay = 10_000)
    @CircuitBreaker(requestVolumeThreshold = 8, failureRatio = 0.75, delay = 15_000,
            failOn = {TransientBackendException.class, TimeoutException.class})
    @Timeout(20_000)
    @Fallback(fallbackMethod = "lastCameras",
            applyOn = {TransientBackendException.class, TimeoutException.class, CircuitBreakerOpenException.class})
    CameraList cameras() throws BackendException {
        lastCameras = new CameraList(time.now(), client.cameras());
        return lastCameras;
    }

    /** Keeps the service watching what it watches; without an assignment yet there is nothing to fall back on. */
    CameraList lastCameras(Exception e) throws Exception {
        if (lastCameras == null) {
            throw e;
        }
        LOG.warnf("cameras could not be refreshed, watching on with those known before: %s", e.getMessage());
        return lastCameras;
    }

    /** One retry only: the next heartbeat is a better one. The circuit is closed again before that is due. */
    @Retry(maxRetries = 1, delay = 500, jitter = 100,
            retryOn = {TransientBackendException.class, TimeoutException.class})
    @CircuitBreaker(requestVolumeThreshold = 8, failureRatio = 1, delay = 20_000,
            failOn = {TransientBackendException.class, TimeoutException.class})
    @Timeout(8_000)
    void heartbeat(List<Long> cameraIds) throws BackendException {
        client.heartbeat(cameraIds);
    }

    @Retry(delay = 500, jitter = 100, maxDuration = 90_000,
            retryOn = {TransientBackendException.class, TimeoutException.class})
    @ExponentialBackoff(maxDelay = 10_000)
    @CircuitBreaker(requestVolumeThreshold = 8, failureRatio = 0.75, delay = 15_000,
            failOn = {TransientBackendException.class, TimeoutException.class})
    @Timeout(20_000)
    <T> T report(Asked<T> report) throws BackendException {
        return report.of(client);
    }

    /** No circuit breaker: a siren is rare, and one camera's trouble must not silence another's. */
    @Retry(maxRetries = 1, delay = 200, jitter = 50,
            retryOn = {TransientBackendException.class, TimeoutException.class})
    @Timeout(7_000)
    <T> T siren(Asked<T> order) throws BackendException {
        return order.of(client);
    }

    /** One call of the client. */
    interface Asked<T> {
        T of(BackendClient client) throws BackendException;
    }
}
