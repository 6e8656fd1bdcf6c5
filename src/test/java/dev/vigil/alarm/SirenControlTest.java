package dev.vigil.alarm;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.time.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SirenControlTest {

    private static final SirenTimings SLOW = SirenTimings.DEFAULT;
    private static final SirenTimings QUICK = new SirenTimings(Duration.ofSeconds(30), Duration.ofMillis(10),
            Duration.ofMillis(10), Duration.ofSeconds(120));
    private static final Duration LONG = Duration.ofSeconds(120);

    @TempDir
    private Path folder;
    private final TestSiren siren = new TestSiren("test");
    private final HeardSiren heard = new HeardSiren();
    private final ManualTime time = new ManualTime();
    private LeftOn leftOn;
    private SirenControl control;

    @AfterEach
    void close() {
        siren.camera.countDown();
        control.close();
        leftOn.close();
    }

    @Test
    void soundsOnceAndIsSilencedOnce() {
        control = control(SLOW);
        control.sound();
        control.sound();
        await().until(() -> control.state() == SirenControl.State.SOUNDING);
        control.silence();
        control.silence();
        await().until(() -> control.state() == SirenControl.State.SILENT);

        assertEquals(List.of("sound PT30S", "silence"), siren.commands);
        assertEquals(List.of("sounded test", "silenced"), heard.life);
    }

    @Test
    void aSirenThatNeverSoundedIsNotBothered() {
        control = control(SLOW);
        control.silence();
        control.close();
        assertEquals(List.of(), siren.commands);
    }

    @Test
    void isSoundedAgainWhileTheIncidentLasts() {
        control = control(new SirenTimings(Duration.ofMillis(100), Duration.ofMillis(20), Duration.ofMillis(5), LONG));
        control.sound();
        await().until(() -> siren.commands.size() >= 4);
        control.silence();
        await().until(() -> control.state() == SirenControl.State.SILENT);

        assertEquals("silence", siren.commands.get(siren.commands.size() - 1));
        assertEquals(List.of("sounded test", "silenced"), heard.life);
    }

    @Test
    void aFailedCommandIsTriedAgain() {
        siren.failures = 3;
        control = control(new SirenTimings(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofMillis(5), LONG));
        control.sound();
        await().until(() -> control.state() == SirenControl.State.SOUNDING);

        assertEquals(4, siren.commands.size());
        String failed = "failed test: no answer";
        assertEquals(List.of(failed, failed, failed, "sounded test"), heard.life);
    }

    @Test
    void aSirenWhoseSoundingFailedIsSilencedAllTheSame() {
        siren.failures = 1;
        control = control(new SirenTimings(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(25),
                LONG));
        control.sound();
        await().until(() -> heard.life.contains("failed test: no answer"));
        control.silence();
        await().until(() -> control.state() == SirenControl.State.SILENT);

        assertEquals(List.of("sound PT30S", "silence"), siren.commands);
    }

    @Test
    void soundAndSilenceReturnAtOnceThoughTheCameraHangs() {
        siren.camera = new CountDownLatch(1);
        control = control(SLOW);
        long before = System.nanoTime();
        control.sound();
        control.silence();
        assertTrue(System.nanoTime() - before < Duration.ofSeconds(2).toNanos(), "the caller was held up");
        siren.camera.countDown();
        await().until(() -> control.state() == SirenControl.State.SILENT);
        await().until(() -> siren.commands.isEmpty() || siren.commands.contains("silence"));
    }

    @Test
    void theLastWordCountsHoweverQuicklyItChanges() {
        control = control(SLOW);
        for (int round = 0; round < 6; round++) {
            for (int change = 0; change < 100; change++) {
                control.sound();
                control.silence();
            }
            await().until(() -> control.state() == SirenControl.State.SILENT && last().equals("silence"));
            for (int change = 0; change < 100; change++) {
                control.silence();
                control.sound();
            }
            await().until(() -> control.state() == SirenControl.State.SOUNDING && last().equals("sound PT30S"));
        }
    }

    @Test
    void closingSilencesASoundingSiren() {
        control = control(SLOW);
        control.sound();
        await().until(() -> control.state() == SirenControl.State.SOUNDING);
        control.close();

        assertEquals(List.of("sound PT30S", "silence"), siren.commands);
        control.sound();
        assertEquals(2, siren.commands.size());
    }

    @Test
    void aSirenThatNobodyConfirmsFallsSilentAtTheBoundAndIsNotSoundedAgain() {
        control = control(QUICK);
        control.sound();
        await().until(() -> control.state() == SirenControl.State.SOUNDING);
        time.pass(Duration.ofSeconds(119));
        int before = siren.commands.size();
        await().until(() -> siren.commands.size() > before + 1);
        assertFalse(siren.commands.contains("silence"), "silenced before the bound");

        time.pass(Duration.ofSeconds(1));
        await().until(() -> control.state() == SirenControl.State.SILENT);
        assertEquals("silence", last());
        assertEquals(List.of("sounded test", "overdue PT2M", "silenced"), heard.life);
        int commands = siren.commands.size();
        await().pollDelay(Duration.ofMillis(200)).until(() -> true);
        assertEquals(commands, siren.commands.size(), "it was armed again");
    }

    @Test
    void everyConfirmationGivesItTheWholeBoundAnew() {
        control = control(QUICK);
        control.sound();
        for (int i = 0; i < 4; i++) {
            time.pass(Duration.ofSeconds(100));
            control.confirm();
            int before = siren.commands.size();
            await().until(() -> siren.commands.size() > before + 1);
        }
        assertEquals(List.of("sounded test"), heard.life);
    }

    @Test
    void aCameraThatSeesAgainWithinTheIncidentSoundsItsSirenAgain() {
        control = control(QUICK);
        control.sound();
        await().until(() -> control.state() == SirenControl.State.SOUNDING);
        time.pass(LONG);
        await().until(() -> control.state() == SirenControl.State.SILENT);
        control.confirm();
        await().until(() -> control.state() == SirenControl.State.SOUNDING);
    }

    @Test
    void aConfirmationAloneSoundsNothing() {
        control = control(QUICK);
        time.pass(LONG);
        control.confirm();
        control.close();
        assertEquals(List.of(), siren.commands);
    }

    @Test
    void noCommandLetsItSoundBeyondTheBoundEvenIfWeDie() {
        control = control(new SirenTimings(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(2),
                Duration.ofSeconds(12)));
        control.sound();
        await().until(() -> !siren.commands.isEmpty());
        assertEquals("sound PT12.999S", siren.commands.get(0));
    }

    @Test
    void aSirenThatAnEarlierLifeLeftOnIsSilencedAtTheStart() {
        SirenMemory memory = new SirenMemory(folder.resolve("sirens.properties"));
        memory.put("sounding.7", "test");
        control = control(SLOW);
        control.start();
        await().until(() -> siren.commands.contains("silence"));
        await().until(() -> new SirenMemory(folder.resolve("sirens.properties")).startingWith("sounding.").isEmpty());
    }

    @Test
    void whileItSoundsThatIsOnDiskAndAfterItsSilenceItIsNot() {
        control = control(SLOW);
        control.start();
        control.sound();
        await().until(() -> new SirenMemory(folder.resolve("sirens.properties")).get("sounding.7")
                .equals(Optional.of("test")));
        control.silence();
        await().until(() -> new SirenMemory(folder.resolve("sirens.properties")).startingWith("").isEmpty());
    }

    @Test
    void closingGivesSilenceALastTryAndClosesTheWays() {
        control = control(new SirenTimings(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(25),
                LONG));
        control.sound();
        await().until(() -> control.state() == SirenControl.State.SOUNDING);
        siren.failures = 1;
        control.silence();
        await().until(() -> control.state() == SirenControl.State.FAILING);
        control.close();
        assertEquals(List.of("sound PT30S", "silence", "silence"), siren.commands);
        assertTrue(siren.closed);
    }

    private String last() {
        return siren.commands.isEmpty() ? "nothing" : siren.commands.get(siren.commands.size() - 1);
    }

    private SirenControl control(SirenTimings timings) {
        leftOn = new LeftOn(new SirenMemory(folder.resolve("sirens.properties")));
        SirenChain chain = new SirenChain(7, List.of(siren), Duration.ofSeconds(5), leftOn, heard, time);
        return new SirenControl("test", chain, timings, heard, () -> false, time);
    }
}
