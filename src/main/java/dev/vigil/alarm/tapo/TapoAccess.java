package dev.vigil.alarm.tapo;

import dev.vigil.camera.CameraAccess;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where one camera's HTTPS API is and who may use it.
 *
 * @param camera   names the camera in what is remembered of it: its id
 * @param host     name or address
 * @param port     of the HTTPS API, 443 on a real camera
 * @param accounts one or more, in the order in which they are tried
 */
public record TapoAccess(String camera, String host, int port, List<TapoAccount> accounts) {

    public TapoAccess {
        accounts = List.copyOf(accounts);
    }

    public TapoAccess(String camera, String host, int port, String user, String password) {
        this(camera, host, port, List.of(new TapoAccount(user, password)));
    }

    /** The site's admin where there is one, then the account that the back end holds for the camera. */
    public static TapoAccess of(long cameraId, CameraAccess access, Optional<TapoAccount> admin) {
        TapoAccount own = new TapoAccount(access.user(), access.password());
        return new TapoAccess(Long.toString(cameraId), access.host(), access.apiPort(),
                Stream.concat(admin.stream(), Stream.of(own)).distinct().toList());
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
        return "TapoAccess[" + authority() + ", accounts redacted]";
    }
}
