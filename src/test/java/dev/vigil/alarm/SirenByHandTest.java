package dev.vigil.alarm;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.time.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people may do to a siren, before, during and after an incident. */
class SirenByHandTest {

    private static final Duration TEST = Duration.ofSeconds(5);

    @TempDir
    private Path folder;
    private final TestSiren siren = new TestSiren("test");
    private final ManualTime time = new ManualTime();
    private LeftOn leftOn;
    private SirenControl control;
    private volatile boolean muted;

    @BeforeEach
    void begin() {
        leftOn = new LeftOn(new SirenMemory(folder.resolve("sirens.properties")));
        HeardSiren heard = new HeardSiren();
        control = new SirenControl("test", new SirenChain(7, List.of(siren), Duration.ofSeconds(5), leftOn, heard,
                time), SirenTimings.DEFAULT, heard, () -> muted, time);
    }

    @AfterEach
    void end() {
        control.close();
        leftOn.close();
    }

    private void awaits(SirenControl.State state) {
        await().until(() -> control.state() == state);
    }

    @Test
    void aHushedSirenStaysSilentForTheRestOfItsIncidentAndSoundsInTheNext() {
        control.sound();
        awaits(SirenControl.State.SOUNDING);
        assertTrue(control.hush());
        awaits(SirenControl.State.SILENT);
        control.sound();
        control.confirm();
        control.tick();
        assertTrue(control.hushed());
        assertFalse(control.hush(), "it was not to sound anyway");
        assertEquals(List.of("sound PT30S", "silence"), siren.commands);

        control.silence();
        assertFalse(control.hushed());
        control.sound();
        awaits(SirenControl.State.SOUNDING);
    }

    @Test
    void aMutedSirenIsNotCommandedAndSoundsOnceTheMuteEndsInAnIncidentThatLasts() {
        muted = true;
        control.sound();
        control.confirm();
        control.tick();
        assertEquals(List.of(), siren.commands);
        muted = false;
        control.tick();
        awaits(SirenControl.State.SOUNDING);
    }

    @Test
    void aMuteSilencesASirenThatSounds() {
        control.sound();
        awaits(SirenControl.State.SOUNDING);
        muted = true;
        control.follow();
        awaits(SirenControl.State.SILENT);
        assertEquals(List.of("sound PT30S", "silence"), siren.commands);
    }

    @Test
    void aTestSoundsForItsTimeEvenShouldNobodySilenceIt() {
        assertTrue(control.test(TEST));
        awaits(SirenControl.State.SOUNDING);
        // The camera itself is told to stop then; it counts in whole seconds.
        assertEquals(List.of("sound PT5.999S"), siren.commands);
        time.pass(TEST.minusMillis(1));
        control.tick();
        assertEquals(1, siren.commands.size());
        time.pass(Duration.ofMillis(1));
        control.tick();
        awaits(SirenControl.State.SILENT);
    }

    @Test
    void aMutedSirenIsNotTestedNotEvenLater() {
        muted = true;
        assertFalse(control.test(TEST));
        muted = false;
        control.tick();
        assertEquals(List.of(), siren.commands);
    }

    @Test
    void anIncidentThatBeginsDuringATestGoesOnSounding() {
        control.test(TEST);
        awaits(SirenControl.State.SOUNDING);
        control.sound();
        time.pass(TEST);
        control.confirm();
        control.tick();
        assertFalse(siren.commands.contains("silence"));
        control.silence();
        awaits(SirenControl.State.SILENT);
    }
}
