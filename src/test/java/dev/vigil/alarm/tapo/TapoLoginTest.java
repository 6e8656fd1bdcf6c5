package dev.vigil.alarm.tapo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.alarm.tapo.TapoException.Trouble;
import dev.vigil.rehearsal.tapo.TapoFirmware;
import dev.vigil.rehearsal.tapo.TapoFirmware.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every answer that a camera is known to give to a login, over real TLS. */
class TapoLoginTest {

    @RegisterExtension
    private final TapoBench bench = new TapoBench();

    @ParameterizedTest
    @EnumSource(value = Login.class, names = {"SECURE_SHA256", "SECURE_MD5", "LEGACY"})
    void everyGenerationOfFirmwareLetsUsInWithTwoRequests(Login login) throws TapoException {
        bench.face.update(TapoFirmware.USUAL.login(login));
        bench.siren().sound(TapoBench.HALF_MINUTE);
        assertTrue(bench.face.sounds());
        assertEquals(2, bench.face.logins());
        assertEquals(1, bench.face.commands());
    }

    @Test
    void theCameraAccountIsLetInWhereFirmwareTakesIt() throws TapoException {
        TapoAccess account = new TapoAccess("1", "localhost", bench.server.port(), "camuser", TapoBench.PASSWORD);
        bench.siren(account, TapoBench.QUICK).sound(TapoBench.HALF_MINUTE);
        assertTrue(bench.face.sounds());
    }

    @ParameterizedTest
    @EnumSource(value = Login.class, names = {"SECURE_SHA256", "LEGACY"})
    void aWrongPasswordIsTriedOnceInAnHourOfTriesAndAfterRestarts(Login login) throws TapoException {
        bench.face.update(TapoFirmware.USUAL.login(login));
        TapoSiren siren = bench.siren("wrong");
        for (int second = 0; second < 3600; second += 10) {
            siren.warm();
            TapoException failure = sounding(siren);
            assertEquals(Trouble.WRONG_PASSWORD, failure.trouble());
            bench.time.pass(Duration.ofSeconds(10));
        }
        int attempt = login == Login.LEGACY ? 2 : 1;
        assertEquals(attempt, bench.face.logins(), "one attempt, of as many requests as the scheme has");
        assertEquals(attempt - 1, bench.face.refusedPasswords());

        TapoSiren restarted = bench.siren("wrong");
        assertEquals(Optional.of(Trouble.WRONG_PASSWORD), restarted.trouble(), "known before anything is tried");
        restarted.warm();
        assertEquals(attempt, bench.face.logins());

        TapoSiren corrected = bench.siren();
        assertEquals(Optional.empty(), corrected.unavailableBecause());
        corrected.sound(TapoBench.HALF_MINUTE);
        assertEquals(Optional.empty(), bench.memory().get("tapo.1.refused"), "forgotten with the old credentials");
    }

    @Test
    void aUserWhomTheCameraDoesNotKnowIsTriedOnce() {
        TapoAccess stranger = new TapoAccess("1", "127.0.0.1", bench.server.port(), "stranger", TapoBench.PASSWORD);
        TapoSiren siren = bench.siren(stranger, TapoBench.QUICK);
        assertEquals(Trouble.WRONG_PASSWORD, sounding(siren).trouble());
        assertEquals(Trouble.WRONG_PASSWORD, sounding(siren).trouble());
        assertEquals(1, bench.face.logins());
    }

    @Test
    void noSecretIsInAnyMessageOrInTheMemory() throws IOException {
        bench.face.update(TapoFirmware.USUAL.login(Login.LEGACY));
        TapoException failure = sounding(bench.siren("wrong-and-secret"));
        String memory = Files.readString(bench.memoryFile);
        for (String text : new String[] {failure.getMessage(), memory, bench.access("wrong-and-secret").toString()}) {
            assertFalse(text.contains("wrong-and-secret"), text);
            assertFalse(text.contains(TapoCrypto.md5("wrong-and-secret")), text);
            assertFalse(text.contains(TapoCrypto.sha256("wrong-and-secret")), text);
        }
        assertTrue(failure.getMessage().contains("correct them in the back end"), failure.getMessage());
    }

    @ParameterizedTest
    @EnumSource(value = Login.class, names = {"SECURE_SHA256", "LEGACY"})
    void aLockOutIsWaitedOutWithAMarginAcrossRestarts(Login login) throws TapoException {
        bench.face.update(TapoFirmware.USUAL.login(login));
        lockOut();
        int before = bench.face.logins();
        TapoSiren siren = bench.siren();
        assertEquals(Trouble.LOCKED_OUT, sounding(siren).trouble());
        assertEquals(before + 1, bench.face.logins());

        bench.time.pass(Duration.ofMinutes(10));
        TapoSiren restarted = bench.siren();
        assertEquals(Optional.of(Trouble.LOCKED_OUT), restarted.trouble());
        bench.time.pass(Duration.ofSeconds(1205));
        assertEquals(Trouble.LOCKED_OUT, sounding(restarted).trouble(), "the block is over, the margin is not");
        assertEquals(Trouble.LOCKED_OUT, sounding(siren).trouble());
        assertEquals(before + 1, bench.face.logins(), "nothing was tried meanwhile");

        bench.time.pass(Duration.ofMinutes(1));
        restarted.sound(TapoBench.HALF_MINUTE);
        assertEquals(Optional.empty(), restarted.unavailableBecause());
    }

    @Test
    void aClockThatWasWrongDoesNotKeepASirenSilentForDays() throws TapoException {
        lockOut();
        bench.time.stepWallClock(Duration.ofDays(30));
        sounding(bench.siren());
        bench.time.stepWallClock(Duration.ofDays(-30));
        TapoSiren restarted = bench.siren();
        assertEquals(Optional.of(Trouble.LOCKED_OUT), restarted.trouble());
        bench.time.pass(Duration.ofHours(2));
        restarted.sound(TapoBench.HALF_MINUTE);
    }

    @Test
    void whereFewAttemptsAreLeftNoPasswordIsSent() throws TapoException {
        bench.face.attemptsLeft(3);
        TapoSiren siren = bench.siren();
        assertEquals(Trouble.FEW_ATTEMPTS_LEFT, sounding(siren).trouble());
        assertEquals(Trouble.FEW_ATTEMPTS_LEFT, sounding(bench.siren()).trouble());
        assertEquals(1, bench.face.logins());

        bench.face.attemptsLeft(4);
        bench.time.pass(Duration.ofMinutes(61));
        siren.sound(TapoBench.HALF_MINUTE);
    }

    @Test
    void aNewerLoginNamesTheSwitchAndIsTriedAgainLaterAndLater() throws TapoException {
        bench.face.update(TapoFirmware.USUAL.login(Login.NEWER));
        TapoSiren siren = bench.siren();
        TapoException failure = sounding(siren);
        assertEquals(Trouble.NEWER_LOGIN, failure.trouble());
        assertTrue(failure.getMessage().contains("Third-Party Compatibility"), failure.getMessage());
        for (int second = 0; second < 3600; second += 2) {
            sounding(siren);
            bench.time.pass(Duration.ofSeconds(2));
        }
        assertTrue(bench.face.logins() <= 7, "asked " + bench.face.logins() + " times in an hour");

        bench.face.update(TapoFirmware.USUAL);
        bench.time.pass(Duration.ofHours(1));
        siren.sound(TapoBench.HALF_MINUTE);
        assertTrue(bench.face.sounds());
    }

    @Test
    void aLoginThatFailsThoughThePasswordIsRightIsTriedLessAndLessOftenAndNeverLocks() throws TapoException {
        bench.face.faults().refuseDigests(true);
        TapoSiren siren = bench.siren();
        assertEquals(Trouble.LOGIN_REFUSED, sounding(siren).trouble());
        for (int minute = 0; minute < 24 * 60; minute++) {
            sounding(siren);
            bench.time.pass(Duration.ofMinutes(1));
        }
        assertEquals(7, bench.face.refusedPasswords(), "three are left to the owner");

        bench.face.faults().refuseDigests(false);
        bench.face.attemptsLeft(10);
        bench.time.pass(Duration.ofHours(2));
        siren.sound(TapoBench.HALF_MINUTE);
    }

    @Test
    void anAccountThatMayNotCommandIsTurnedDownAtTheLogin() {
        bench.face.faults().userGroup("guest");
        TapoSiren siren = bench.siren();
        TapoException failure = sounding(siren);
        assertEquals(Trouble.NOT_ROOT, failure.trouble());
        assertTrue(failure.getMessage().contains("admin"), failure.getMessage());
        assertEquals(0, bench.face.commands());
    }

    /** Somebody else tries the last password that the camera stands. */
    private void lockOut() {
        bench.face.attemptsLeft(1);
        TapoAccess stranger = new TapoAccess("other", "127.0.0.1", bench.server.port(), "stranger", "x");
        assertEquals(Trouble.LOCKED_OUT, sounding(bench.siren(stranger, TapoBench.QUICK)).trouble());
    }

    private static TapoException sounding(TapoSiren siren) {
        return assertThrows(TapoException.class, () -> siren.sound(TapoBench.HALF_MINUTE));
    }
}
