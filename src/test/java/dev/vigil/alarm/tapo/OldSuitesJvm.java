package dev.vigil.alarm.tapo;

import dev.vigil.rehearsal.tapo.TapoFirmware;
import dev.vigil.rehearsal.tapo.TapoFirmware.Suites;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM that forbids TLS_RSA_* as newer ones do, and sounds the siren of a camera that speaks nothing else. */
final class OldSuitesJvm {

    private OldSuitesJvm() {
    }

    /** What became of it, run with the classes of this JVM. */
    static String run(Path folder, String allowOrLeave) throws IOException, InterruptedException {
        Path forbidding = Files.writeString(folder.resolve("java.security"),
                "jdk.tls.disabledAlgorithms=SSLv3, TLSv1, TLSv1.1, anon, NULL, TLS_RSA_*, " + suites() + "\n");
        Path out = Files.createTempFile(folder, "out", ".txt");
        Process jvm = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.security.properties=" + forbidding, "-cp", System.getProperty("java.class.path"),
                OldSuitesJvm.class.getName(), folder.toString(), allowOrLeave))
                .redirectOutput(out.toFile()).redirectError(new File(folder.toFile(), "err.txt")).start();
        jvm.waitFor();
        return Files.readString(out, StandardCharsets.UTF_8).lines().reduce("", (first, last) -> last);
    }

    /** By name too: not every Java 17 understands the asterisk. */
    private static String suites() {
        return Stream.of("128_CBC_SHA", "256_CBC_SHA", "128_CBC_SHA256", "256_CBC_SHA256", "128_GCM_SHA256",
                "256_GCM_SHA384").map(name -> "TLS_RSA_WITH_AES_" + name).collect(Collectors.joining(", "));
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments[1].equals("allow")) {
            OldCameraSuites.allow();
        }
        Path folder = Files.createDirectory(Path.of(arguments[0], arguments[1]));
        try (TapoBench bench = new TapoBench().open(folder, TapoFirmware.USUAL.suites(Suites.OLD))) {
            bench.siren().sound(TapoBench.HALF_MINUTE);
            System.out.println(bench.face.sounds() ? "sounds" : "silent");
        } catch (TapoException failure) {
            System.out.println(failure.trouble());
        }
    }
}
