package dev.vigil.alarm.tapo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.alarm.tapo.TapoException.Trouble;
import dev.vigil.rehearsal.tapo.Expiry;
import dev.vigil.rehearsal.tapo.TapoFirmware;
import dev.vigil.rehearsal.tapo.TapoFirmware.Login;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The site's admin and a camera's own account: which is tried when, and that neither locks the camera out. */
class TapoAccountsTest {

    private static final TapoAccount OWN = new TapoAccount("camuser", TapoBench.PASSWORD);

    @RegisterExtension
    private final TapoBench bench = new TapoBench();

    @Test
    void newerFirmwareTakesTheSitesAdminAndTheCamerasOwnAccountIsNotEvenTried() throws TapoException {
        bench.face.adminOnly("cl0ud-p4ss");
        siren(TapoAccount.admin("cl0ud-p4ss"), OWN).sound(TapoBench.HALF_MINUTE);
        assertTrue(bench.face.sounds());
        assertEquals(2, bench.face.logins());
        assertEquals(0, bench.face.refusedPasswords());
    }

    @ParameterizedTest
    @EnumSource(value = Login.class, names = {"SECURE_SHA256", "SECURE_MD5", "LEGACY"})
    void whereTheAdminIsRefusedTheCamerasOwnAccountIsTakenAndTheAdminNeverTriedAgain(Login login)
            throws TapoException {
        bench.face.update(TapoFirmware.USUAL.login(login));
        int counted = login == Login.LEGACY ? 1 : 0;
        TapoSiren siren = siren(TapoAccount.admin("wrong"), OWN);
        siren.sound(TapoBench.HALF_MINUTE);
        assertTrue(bench.face.sounds());
        int first = bench.face.logins();
        assertEquals(3 + counted, first);

        for (int expiry = 0; expiry < 12; expiry++) {
            bench.time.pass(Duration.ofMinutes(5));
            bench.face.expire(Expiry.HTTP_401);
            siren.warm();
        }
        siren(TapoAccount.admin("wrong"), OWN).silence();
        assertEquals(first + 13 * 2, bench.face.logins(), "only the account that is taken logs in");
        assertEquals(counted, bench.face.refusedPasswords());
    }

    @ParameterizedTest
    @EnumSource(value = Login.class, names = {"SECURE_SHA256", "LEGACY"})
    void whereAllAreRefusedEachIsTriedOnceInAnHourAndAfterARestart(Login login) {
        bench.face.update(TapoFirmware.USUAL.login(login));
        TapoSiren siren = siren(TapoAccount.admin("wrong"), new TapoAccount("camuser", "wrong too"));
        for (int second = 0; second < 3600; second += 10) {
            siren.warm();
            assertEquals(Trouble.WRONG_PASSWORD, sounding(siren).trouble());
            bench.time.pass(Duration.ofSeconds(10));
        }
        TapoSiren restarted = siren(TapoAccount.admin("wrong"), new TapoAccount("camuser", "wrong too"));
        assertEquals(Optional.of(Trouble.WRONG_PASSWORD), restarted.trouble());
        assertEquals(Trouble.WRONG_PASSWORD, sounding(restarted).trouble());
        assertEquals(login == Login.LEGACY ? 4 : 2, bench.face.logins(), "one attempt of each");
        assertEquals(login == Login.LEGACY ? 2 : 0, bench.face.refusedPasswords());
    }

    @Test
    void onlyTheAccountThatChangedIsTriedAgain() throws TapoException {
        bench.face.update(TapoFirmware.USUAL.login(Login.LEGACY));
        sounding(siren(TapoAccount.admin("wrong"), new TapoAccount("camuser", "wrong too")));
        siren(TapoAccount.admin("wrong"), OWN).sound(TapoBench.HALF_MINUTE);
        assertEquals(2, bench.face.refusedPasswords());
        siren(TapoAccount.admin(TapoBench.PASSWORD), OWN).silence();
        assertEquals(2, bench.face.refusedPasswords());
        assertEquals(Optional.empty(), bench.memory().get("tapo.1.refused"), "no fingerprint of old credentials is kept");
    }

    @Test
    void noFurtherAccountIsTriedWhereTheOneBeforeLeftFewAttempts() throws TapoException {
        bench.face.update(TapoFirmware.USUAL.login(Login.LEGACY));
        bench.face.attemptsLeft(4);
        TapoSiren siren = siren(TapoAccount.admin("wrong"), OWN);
        for (int minute = 0; minute < 59; minute++) {
            assertEquals(Trouble.FEW_ATTEMPTS_LEFT, sounding(siren).trouble());
            bench.time.pass(Duration.ofMinutes(1));
        }
        assertEquals(Trouble.FEW_ATTEMPTS_LEFT,
                sounding(siren(TapoAccount.admin("wrong"), OWN)).trouble(), "after a restart neither");
        assertEquals(2, bench.face.logins());
        assertEquals(1, bench.face.refusedPasswords());

        bench.face.attemptsLeft(10);
        bench.time.pass(Duration.ofMinutes(2));
        siren.sound(TapoBench.HALF_MINUTE);
        assertTrue(bench.face.sounds());
        assertEquals(1, bench.face.refusedPasswords());
    }

    @Test
    void aLockOutIsOfTheCameraAndStopsEveryAccount() {
        bench.face.attemptsLeft(1);
        TapoAccount stranger = new TapoAccount("stranger", "x");
        assertEquals(Trouble.LOCKED_OUT, sounding(siren(stranger, TapoAccount.admin("cl0ud-p4ss"), OWN)).trouble());
        assertEquals(1, bench.face.logins());
    }

    @Test
    void anAccountThatMayNotCommandIsFollowedByOneThatMay() throws TapoException {
        bench.face.faults().userGroup("guest");
        assertEquals(Trouble.NOT_ROOT, sounding(siren(OWN, TapoAccount.admin(TapoBench.PASSWORD))).trouble());
        assertEquals(4, bench.face.logins(), "both were tried");
    }

    @Test
    void noSecretOfAnyAccountIsShownOrKept() throws IOException {
        bench.face.update(TapoFirmware.USUAL.login(Login.LEGACY));
        TapoAccess access = access(TapoAccount.admin("adm1n-s3cret"), new TapoAccount("camuser", "0wn-s3cret"));
        TapoException failure = sounding(bench.siren(access, TapoBench.QUICK));
        for (String text : new String[] {failure.getMessage(), access.toString(), access.accounts().toString(),
                Files.readString(bench.memoryFile)}) {
            assertFalse(text.contains("s3cret"), text);
        }
    }

    private TapoAccess access(TapoAccount... accounts) {
        return new TapoAccess("1", "127.0.0.1", bench.server.port(), List.of(accounts));
    }

    private TapoSiren siren(TapoAccount... accounts) {
        return bench.siren(access(accounts), TapoBench.QUICK);
    }

    private static TapoException sounding(TapoSiren siren) {
        return assertThrows(TapoException.class, () -> siren.sound(TapoBench.HALF_MINUTE));
    }
}
