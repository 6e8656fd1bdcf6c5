package dev.vigil.alarm.tapo;

import dev.vigil.camera.CameraAccess;

/**
 * Where one camera's HTTPS API is and who may use it.
 *
 * @param camera   names the camera in what is remembered of it: its id
 * @param host     name or address
 * @param port     of the HTTPS API, 443 on a real camera
 * @param user     {@code admin} with the TP-Link cloud password; older firmware also takes the camera account
 * @param password belongs to user
 */
public record TapoAccess(String camera, String host, int port, String user, String password) {

    /** The camera with the account that the back end holds for it. */
    public static TapoAccess of(long cameraId, CameraAccess access) {
        return new TapoAccess(Long.toString(cameraId), access.host(), access.apiPort(), access.user(),
                access.password());
    }

    /** As it stands in the Host header. */
    String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** The key under which a fact of this camera is remembered. */
    String memoryKey(String fact) {
        return "tapo." + camera + "." + fact;
    }

    @Override
    public String toString() {
        return "TapoAccess[" + authority() + ", user and password redacted]";
    }
}
