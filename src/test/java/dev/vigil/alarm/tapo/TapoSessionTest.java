package dev.vigil.alarm.tapo;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.alarm.tapo.TapoException.Trouble;
import dev.vigil.rehearsal.tapo.Expiry;
import dev.vigil.rehearsal.tapo.TapoFaults.Packing;
import dev.vigil.rehearsal.tapo.TapoFirmware;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions that end, connections that break, and cameras that are slow, over real TLS. */
class TapoSessionTest {

    @RegisterExtension
    private final TapoBench bench = new TapoBench();

    @ParameterizedTest
    @EnumSource(Expiry.class)
    void aLostSessionCostsOneLoginAndTheCommandIsSentOnceMore(Expiry sign) throws TapoException {
        TapoSiren siren = bench.siren();
        siren.warm();
        int commands = bench.face.commands();
        bench.face.expire(sign);
        siren.sound(TapoBench.HALF_MINUTE);
        assertTrue(bench.face.sounds());
        assertEquals(4, bench.face.logins());
        assertEquals(commands + 2, bench.face.commands());
    }

    @ParameterizedTest
    @EnumSource(Expiry.class)
    void aSessionThatIsLostInQuietTimesIsRenewedBeforeItIsNeeded(Expiry sign) throws TapoException {
        TapoSiren siren = bench.siren();
        siren.warm();
        bench.face.expire(sign);
        siren.warm();
        int logins = bench.face.logins();
        siren.sound(TapoBench.HALF_MINUTE);
        assertEquals(logins, bench.face.logins());
    }

    @Test
    void anotherClientsLoginEndsOurSessionAndWeComeBack() throws TapoException {
        TapoSiren siren = bench.siren();
        siren.warm();
        bench.siren(new TapoAccess("2", "127.0.0.1", bench.server.port(), "admin", TapoBench.PASSWORD),
                TapoBench.QUICK).warm();
        siren.sound(TapoBench.HALF_MINUTE);
        assertTrue(bench.face.sounds());
    }

    @Test
    void aPasswordThatWasChangedOnTheCameraIsNoticedAndNotTriedAgain() {
        TapoSiren siren = bench.siren();
        siren.warm();
        bench.face.password("another");
        bench.face.expire(Expiry.CODE_40401);
        for (int attempt = 0; attempt < 20; attempt++) {
            TapoException failure = assertThrows(TapoException.class, () -> siren.sound(TapoBench.HALF_MINUTE));
            assertEquals(Trouble.WRONG_PASSWORD, failure.trouble());
            bench.time.pass(Duration.ofMinutes(1));
        }
        assertEquals(3, bench.face.logins());
    }

    @Test
    void aConnectionThatWasClosedMeanwhileIsReplacedWithoutALogin() throws TapoException {
        TapoSiren siren = bench.siren();
        siren.warm();
        bench.server.hangUp();
        siren.sound(TapoBench.HALF_MINUTE);
        assertTrue(bench.face.sounds());
        bench.face.faults().hangUp(1);
        siren.silence();
        assertEquals(2, bench.face.logins());
    }

    @Test
    void aCameraThatHangsUpOnEveryRequestIsAskedTwiceAndToldOf() throws TapoException {
        TapoSiren siren = bench.siren();
        siren.warm();
        bench.face.faults().hangUp(2);
        TapoException failure = assertThrows(TapoException.class, () -> siren.sound(TapoBench.HALF_MINUTE));
        assertEquals(Trouble.NO_ANSWER, failure.trouble());
        siren.sound(TapoBench.HALF_MINUTE);
        assertEquals(Optional.empty(), siren.unavailableBecause());
    }

    @ParameterizedTest
    @EnumSource(Packing.class)
    void answersArePackedInManyWays(Packing packing) throws TapoException {
        bench.face.faults().packing(packing);
        TapoSiren siren = bench.siren();
        siren.warm();
        siren.sound(TapoBench.HALF_MINUTE);
        siren.silence();
        assertEquals(2, bench.face.logins());
        assertEquals(Optional.empty(), siren.unavailableBecause());
    }

    @Test
    void aCameraThatDoesNotAnswerIsTriedLessAndLessOftenButACommandTriesAtOnce() throws IOException {
        int free;
        try (ServerSocket probe = new ServerSocket(0)) {
            free = probe.getLocalPort();
        }
        TapoSiren siren = bench.siren(new TapoAccess("9", "127.0.0.1", free, "admin", "x"), TapoBench.QUICK);
        List<Long> seconds = new ArrayList<>();
        for (int attempt = 0; attempt < 9; attempt++) {
            seconds.add(siren.warm().toSeconds());
        }
        assertEquals(List.of(2L, 4L, 8L, 16L, 32L, 64L, 120L, 120L, 120L), seconds);
        TapoException failure = assertThrows(TapoException.class, () -> siren.sound(TapoBench.HALF_MINUTE));
        assertEquals(Trouble.NO_ANSWER, failure.trouble());
        assertEquals(Optional.of(failure.getMessage()), siren.unavailableBecause());
    }

    @Test
    void aSlowCameraIsWaitedForAndAHangingOneIsNot() throws TapoException {
        TapoSiren siren = bench.siren();
        siren.warm();
        bench.face.faults().delay(Duration.ofMillis(300));
        siren.sound(TapoBench.HALF_MINUTE);
        bench.face.faults().hang(true);
        assertEquals(Trouble.NO_ANSWER,
                assertThrows(TapoException.class, () -> siren.sound(TapoBench.HALF_MINUTE)).trouble());
        bench.face.faults().hang(false);
        siren.sound(TapoBench.HALF_MINUTE);
    }

    @Test
    void aHangingCameraDelaysNoOtherCamerasSiren(@TempDir Path folder) throws Exception {
        TapoTimings patient = new TapoTimings(Duration.ofSeconds(5), Duration.ofSeconds(60),
                TapoBench.HALF_MINUTE, Duration.ofMinutes(2));
        ExecutorService threads = Executors.newCachedThreadPool();
        try (TapoBench other = new TapoBench().open(folder, TapoFirmware.USUAL)) {
            TapoSiren hanging = bench.siren(bench.access(TapoBench.PASSWORD), patient);
            hanging.warm();
            bench.face.faults().hang(true);
            CompletableFuture<Void> stuck = CompletableFuture.runAsync(() ->
                    assertThrows(TapoException.class, () -> hanging.sound(TapoBench.HALF_MINUTE)), threads);

            TapoSiren healthy = other.siren();
            healthy.keepWarm(Duration.ZERO);
            await().atMost(Duration.ofSeconds(20)).until(() -> other.face.commands() > 0);
            healthy.sound(TapoBench.HALF_MINUTE);
            assertTrue(other.face.sounds());
            assertTrue(!stuck.isDone(), "the other still hangs");

            hanging.close();
            stuck.get(10, TimeUnit.SECONDS);
        } finally {
            bench.face.faults().hang(false);
            threads.shutdownNow();
        }
    }
}
