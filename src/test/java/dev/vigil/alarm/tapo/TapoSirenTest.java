package dev.vigil.alarm.tapo;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.alarm.tapo.TapoException.Trouble;
import dev.vigil.rehearsal.tapo.AlarmCommand;
import dev.vigil.rehearsal.tapo.SirenSounded;
import dev.vigil.rehearsal.tapo.TapoFirmware;
import dev.vigil.rehearsal.tapo.TapoFirmware.Login;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a siren is sounded and silenced on different firmware, and what is told of one that cannot be. */
class TapoSirenTest {

    @RegisterExtension
    private final TapoBench bench = new TapoBench();

    @ParameterizedTest
    @EnumSource(AlarmCommand.class)
    void aWarmSirenCostsOneRoundTripOnEveryFirmware(AlarmCommand understood) throws TapoException {
        bench.face.update(TapoFirmware.USUAL.understanding(understood));
        TapoSiren siren = bench.siren();
        siren.warm();
        assertFalse(bench.face.sounds(), "finding out how it sounds makes no sound");
        int logins = bench.face.logins();
        int commands = bench.face.commands();

        siren.sound(TapoBench.HALF_MINUTE);
        assertTrue(bench.face.sounds());
        assertEquals(commands + 1, bench.face.commands());
        siren.silence();
        assertFalse(bench.face.sounds());
        assertEquals(commands + 2, bench.face.commands());
        assertEquals(logins, bench.face.logins());
        assertEquals(2, logins);
    }

    @ParameterizedTest
    @CsvSource({"SECURE_SHA256,true,true", "SECURE_SHA256,true,false", "SECURE_MD5,false,true", "LEGACY,false,true"})
    void answersInClearAndWithoutAResultAroundThemAreUnderstood(Login login, boolean inClear, boolean bare)
            throws TapoException {
        for (AlarmCommand command : AlarmCommand.values()) {
            bench.face.update(TapoFirmware.USUAL.login(login).understanding(command).answering(inClear, bare)
                    .version(command.name()));
            TapoSiren siren = bench.siren();
            siren.warm();
            siren.sound(TapoBench.HALF_MINUTE);
            assertTrue(bench.face.sounds(), command.name());
            siren.silence();
        }
    }

    @Test
    void aColdSirenTriesTheDialectsInOrderAndRemembersAcrossRestarts() throws TapoException {
        bench.face.update(TapoFirmware.USUAL.understanding(AlarmCommand.SET_SIREN_STATUS));
        bench.siren().sound(TapoBench.HALF_MINUTE);
        assertEquals(3, bench.face.commands());
        assertEquals(Optional.of("SIREN_STATUS"), bench.memory().get("tapo.1.dialect"));

        bench.siren().sound(TapoBench.HALF_MINUTE);
        assertEquals(4, bench.face.commands());
    }

    @Test
    void afterAnUpdateOfTheFirmwareTheDialectIsFoundAnew() throws TapoException {
        bench.face.update(TapoFirmware.USUAL.version("old").understanding(AlarmCommand.TEST_USR_DEF_AUDIO));
        bench.siren().warm();
        assertEquals(Optional.of("TEST_AUDIO old"), bench.memory().get("tapo.1.dialect"));

        bench.face.update(TapoFirmware.USUAL.version("new")
                .understanding(AlarmCommand.MANUAL_ALARM, AlarmCommand.TEST_USR_DEF_AUDIO));
        TapoSiren siren = bench.siren();
        siren.warm();
        assertEquals(Optional.of("MANUAL_ALARM new"), bench.memory().get("tapo.1.dialect"));
        siren.sound(TapoBench.HALF_MINUTE);
        assertEquals(AlarmCommand.MANUAL_ALARM, last().command());
    }

    @Test
    void itIsStoppedWithTheDialectThatStartedIt() throws TapoException {
        bench.face.update(TapoFirmware.USUAL.understanding(AlarmCommand.MANUAL_ALARM));
        TapoSiren siren = bench.siren();
        siren.sound(TapoBench.HALF_MINUTE);
        bench.face.update(TapoFirmware.USUAL.understanding(AlarmCommand.values()).version("new"));
        siren.warm();
        siren.silence();
        assertEquals(AlarmCommand.MANUAL_ALARM, last().command());
        assertFalse(bench.face.sounds());
    }

    @Test
    void afterARestartASirenThatWasLeftOnIsSilenced() throws TapoException {
        bench.face.update(TapoFirmware.USUAL.understanding(AlarmCommand.MANUAL_ALARM));
        bench.siren().sound(TapoBench.HALF_MINUTE);
        bench.siren().silence();
        assertFalse(bench.face.sounds());
    }

    @Test
    void aShortToneIsRepeatedUntilItsTimeIsOver() throws TapoException {
        bench.face.update(TapoFirmware.USUAL.understanding(AlarmCommand.TEST_USR_DEF_AUDIO));
        TapoSiren siren = bench.siren();
        siren.sound(Duration.ofSeconds(30));
        await().atMost(Duration.ofSeconds(20)).until(() -> starts() >= 2);
        bench.time.pass(Duration.ofSeconds(31));
        await().atMost(Duration.ofSeconds(20)).until(() -> !last().sounds());
        int before = bench.face.diary().size();
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(20))
                .until(() -> bench.face.diary().size() == before);
    }

    @Test
    void aSirenThatSoundsUntilItIsStoppedIsStoppedWhenItsTimeIsOver() throws TapoException {
        TapoSiren siren = bench.siren();
        siren.sound(Duration.ofMillis(300));
        bench.time.pass(Duration.ofMillis(300));
        await().atMost(Duration.ofSeconds(20)).until(() -> !bench.face.sounds());
    }

    @Test
    void privacyModeIsToldAsLongAsItLasts() throws TapoException {
        TapoSiren siren = bench.siren();
        siren.warm();
        bench.face.faults().privacy(true);
        TapoException failure = assertThrows(TapoException.class, () -> siren.sound(TapoBench.HALF_MINUTE));
        assertEquals(Trouble.PRIVACY_MODE, failure.trouble());
        assertTrue(failure.getMessage().contains("blind"), failure.getMessage());
        siren.warm();
        assertEquals(Optional.of(failure.getMessage()), siren.unavailableBecause(), "a session proves nothing");

        bench.face.faults().privacy(false);
        siren.warm();
        assertEquals(Optional.empty(), siren.unavailableBecause());
    }

    @Test
    void aCameraThatUnderstandsNothingIsKnownToBeSilentBeforeAnyIncident() {
        bench.face.update(TapoFirmware.USUAL.understanding());
        TapoSiren siren = bench.siren();
        siren.warm();
        assertEquals(Optional.of(Trouble.NO_SIREN), siren.trouble());
        assertEquals(5, bench.face.commands());
    }

    @ParameterizedTest
    @ValueSource(ints = {-64303, -40209})
    void anyOtherErrorIsToldAndNotTakenForAnotherDialect(int code) throws TapoException {
        TapoSiren siren = bench.siren();
        siren.warm();
        bench.face.faults().commandError(code);
        int before = bench.face.commands();
        TapoException failure = assertThrows(TapoException.class, () -> siren.sound(TapoBench.HALF_MINUTE));
        assertEquals(Trouble.REFUSED, failure.trouble());
        assertTrue(failure.getMessage().contains(String.valueOf(code)), failure.getMessage());
        assertEquals(before + 1, bench.face.commands());
    }

    @Test
    void keepWarmLogsInAheadOfNeedAndItsThreadEndsWithIt() {
        TapoSiren siren = bench.siren();
        siren.keepWarm(Duration.ZERO);
        await().atMost(Duration.ofSeconds(20)).until(() -> bench.memory().get("tapo.1.dialect").isPresent());
        assertEquals(Optional.empty(), siren.unavailableBecause());
        assertTrue(threads("tapo-1") >= 1);
        siren.close();
        await().atMost(Duration.ofSeconds(20)).until(() -> threads("tapo-1") == 0);
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals(name)).count();
    }

    private SirenSounded last() {
        List<SirenSounded> diary = bench.face.diary();
        return diary.get(diary.size() - 1);
    }

    private long starts() {
        return bench.face.diary().stream().filter(SirenSounded::sounds).count();
    }
}
