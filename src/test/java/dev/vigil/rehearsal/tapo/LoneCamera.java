package dev.vigil.rehearsal.tapo;

import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.net.InetAddress;

/**
 * A rehearsal camera's HTTPS side alone, for other people's clients: user admin, password s3cret. Arguments: port, and
 * how it lets one in (SECURE_SHA256 unless told otherwise).
 *
 * <pre>./mvnw -q test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=dev.vigil.rehearsal.tapo.LoneCamera -Dexec.args="8443 LEGACY"</pre>
 */
public final class LoneCamera {

    private LoneCamera() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        TapoFirmware.Login login = arguments.length < 2 ? TapoFirmware.Login.SECURE_SHA256
                : TapoFirmware.Login.valueOf(arguments[1]);
        TapoFace face = new TapoFace("Main Entrance", "camuser", "s3cret", TapoFirmware.USUAL.login(login),
                TimeSource.system());
        try (TapoServer server = new TapoServer(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]),
                face)) {
            System.out.printf("a camera at port %d, %s%n", server.port(), login);
            for (int told = 0; ; Thread.sleep(100)) {
                for (; told < face.diary().size(); told++) {
                    System.out.println(face.diary().get(told).sounds() ? "siren on" : "siren off");
                }
            }
        }
    }
}
