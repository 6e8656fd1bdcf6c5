package dev.vigil.alarm.tapo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.alarm.SirenMemory;
import dev.vigil.alarm.tapo.TapoException.Trouble;
import dev.vigil.rehearsal.tapo.TapoFirmware;
import dev.vigil.rehearsal.tapo.TapoFirmware.Suites;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PinnedTlsTest {

    @RegisterExtension
    private final TapoBench bench = new TapoBench();

    @Test
    void aChangedCertificateIsRefusedUntilTheOperatorForgetsTheOldOne() throws TapoException {
        TapoSiren siren = bench.siren();
        siren.sound(TapoBench.HALF_MINUTE);
        String pinned = bench.memory().get("tapo.1.certificate").orElseThrow();
        assertTrue(pinned.matches("[0-9A-F]{64}"), pinned);

        bench.server.renewCertificate();
        int logins = bench.face.logins();
        for (TapoSiren any : new TapoSiren[] {siren, bench.siren()}) {
            TapoException failure = assertThrows(TapoException.class, () -> any.sound(TapoBench.HALF_MINUTE));
            assertEquals(Trouble.CERTIFICATE_CHANGED, failure.trouble());
            assertTrue(failure.getMessage().contains("tapo.1.certificate"), failure.getMessage());
        }
        assertEquals(logins, bench.face.logins(), "nothing is said to a camera that may be another");
        assertEquals(Optional.of(pinned), bench.memory().get("tapo.1.certificate"));

        SirenMemory memory = bench.memory();
        memory.remove("tapo.1.certificate");
        bench.siren().sound(TapoBench.HALF_MINUTE);
        assertTrue(!bench.memory().get("tapo.1.certificate").orElseThrow().equals(pinned));
    }

    @Test
    void aCertificateIsOnlyRememberedOnceTheCameraKnewThePassword() {
        TapoSiren siren = bench.siren("wrong");
        assertThrows(TapoException.class, () -> siren.sound(TapoBench.HALF_MINUTE));
        assertEquals(Optional.empty(), bench.memory().get("tapo.1.certificate"));
    }

    @Test
    void theSuitesOf2026AreSpoken() throws TapoException {
        bench.face.update(TapoFirmware.USUAL.suites(Suites.NEW));
        bench.siren().sound(TapoBench.HALF_MINUTE);
        assertTrue(bench.face.sounds());
    }

    /** A Java decides once and for all, when TLS is first used, whether it forbids them: hence a JVM of its own. */
    @Test
    void theSuitesOfOldAreSpokenOnceTheyAreAllowedAndMissedInWordsWhereTheyAreNot(@TempDir Path folder)
            throws Exception {
        assertEquals("sounds", OldSuitesJvm.run(folder, "allow"));
        assertEquals("NO_COMMON_TLS", OldSuitesJvm.run(folder, "leave"));
    }

    @Test
    void aPortThatSpeaksNoTlsIsToldOf() throws IOException {
        try (ServerSocket plain = new ServerSocket(0)) {
            Thread answering = new Thread(() -> {
                try (Socket client = plain.accept()) {
                    client.getOutputStream().write("HTTP/1.1 400 No\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    client.getInputStream().readAllBytes();
                } catch (IOException done) {
                    // The client hangs up on what is no TLS.
                }
            });
            answering.start();
            TapoAccess access = new TapoAccess("3", "127.0.0.1", plain.getLocalPort(), "admin", "x");
            TapoException failure = assertThrows(TapoException.class,
                    () -> bench.siren(access, TapoBench.QUICK).sound(TapoBench.HALF_MINUTE));
            assertEquals(Trouble.NO_ANSWER, failure.trouble());
            assertTrue(failure.getMessage().contains("port of its HTTPS API"), failure.getMessage());
        }
    }
}
