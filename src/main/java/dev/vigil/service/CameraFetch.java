package dev.vigil.service;

import dev.vigil.backend.Backend;
import dev.vigil.backend.BackendException;
import dev.vigil.camera.CameraList;
import dev.vigil.time.TimeSource;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Fetches the assigned cameras, for the first time while the model is still being loaded: the first login takes as long
 * as half a model does, on another processor. For one thread at a time.
 */
final class CameraFetch {

    /** An engine may have to be built, which takes minutes: what was heard before that is asked for again. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Backend backend;
    private final TimeSource time;
    /** Null once it was handed out. */
    private FutureTask<CameraList> first;

    /** Begins to ask. */
    CameraFetch(Backend backend, TimeSource time) {
        this.backend = backend;
        this.time = time;
        first = new FutureTask<>(backend::cameras);
        Thread asking = new Thread(first, "first-assignment");
        asking.setDaemon(true);
        asking.start();
    }

    /** Waits for the back end. */
    CameraList cameras() throws BackendException {
        FutureTask<CameraList> asked = first;
        first = null;
        if (asked == null) {
            return backend.cameras();
        }
        CameraList heard = heard(asked);
        return heard.fetched().isBefore(time.now().minus(FRESH)) ? backend.cameras() : heard;
    }

    private static CameraList heard(FutureTask<CameraList> asked) throws BackendException {
        try {
            return asked.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof BackendException failure) {
                throw failure;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
