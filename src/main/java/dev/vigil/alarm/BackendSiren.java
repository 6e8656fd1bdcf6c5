package dev.vigil.alarm;

import dev.vigil.backend.Backend;
import dev.vigil.backend.BackendException;
import dev.vigil.camera.CameraAccess;
import java.time.Duration;

/** The guide's option A: the back end sounds the camera's siren for us. */
public final class BackendSiren implements Siren {

    private final Backend backend;
    private final CameraAccess access;

    public BackendSiren(Backend backend, CameraAccess access) {
        this.backend = backend;
        this.access = access;
    }

    @Override
    public String way() {
        return "backend";
    }

    @Override
    public void sound(Duration duration) throws SirenException {
        try {
            backend.soundAlarm(access.host(), access.user(), access.password(), duration);
        } catch (BackendException failure) {
            throw meaning(failure);
        }
    }

    /** What the back end rejects, it has not passed on to the camera. */
    private static SirenException meaning(BackendException failure) {
        return failure.kind() == BackendException.Kind.REJECTED ? SirenException.refused(failure.getMessage())
                : new SirenException(failure.getMessage(), failure);
    }

    @Override
    public void silence() throws SirenException {
        try {
            backend.silenceAlarm(access.host(), access.user(), access.password());
        } catch (BackendException failure) {
            throw meaning(failure);
        }
    }
}
