package dev.vigil.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MutesTest {

    private final ManualTime time = new ManualTime();
    private final Mutes mutes = new Mutes(time);

    @Test
    void aMuteLastsForItsTimeWhateverTheWallClockSays() {
        Mutes.Mute mute = mutes.mute(3, Duration.ofMinutes(15), "anna", "fire drill");
        assertEquals(time.now().plus(Duration.ofMinutes(15)), mute.until());
        time.stepWallClock(Duration.ofHours(1));
        assertEquals(mute, mutes.of(3).orElseThrow());
        assertTrue(mutes.of(4).isEmpty());
        time.pass(Duration.ofMinutes(15));
        assertTrue(mutes.of(3).isEmpty());
    }

    @Test
    void itCanBeEndedOnceAndBeReplaced() {
        mutes.mute(3, Duration.ofMinutes(15), "anna", "fire drill");
        mutes.mute(3, Duration.ofMinutes(60), "vera", "a longer one");
        time.pass(Duration.ofMinutes(30));
        assertEquals("vera", mutes.of(3).orElseThrow().by());
        assertTrue(mutes.unmute(3));
        assertFalse(mutes.unmute(3));
    }
}
