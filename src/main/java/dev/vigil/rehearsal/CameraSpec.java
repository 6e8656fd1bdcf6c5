package dev.vigil.rehearsal;

import dev.vigil.rehearsal.rtsp.Credentials;

/**
 * A camera to be.
 *
 * @param name         as a person would call it
 * @param show         what it shows
 * @param credentials  its account
 * @param port         TCP port on 127.0.0.1; 0 for any free one
 * @param mostSessions how many clients it serves at a time
 */
public record CameraSpec(String name, Show show, Credentials credentials, int port, int mostSessions) {

    /** What a Tapo camera allows. */
    public static final int TAPO_SESSIONS = 2;

    /** A camera on a free port that serves two clients. */
    public static CameraSpec of(String name, Show show, String user, String password) {
        return new CameraSpec(name, show, new Credentials(user, password), 0, TAPO_SESSIONS);
    }

    /** The same camera before another show. */
    public CameraSpec showing(Show another) {
        return new CameraSpec(name, another, credentials, port, mostSessions);
    }
}
