package dev.vigil.console.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.time.ManualTime;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private final ManualTime time = new ManualTime();
    private final Sessions sessions = new Sessions(time);

    private String signedIn() {
        return sessions.begin("anna", Set.of(Roles.VIEWER)).orElseThrow();
    }

    @Test
    void aSessionIsKnownByItsTokenUntilItIsEnded() {
        String token = signedIn();
        assertNotEquals(token, signedIn());
        assertEquals("anna", sessions.use(token).orElseThrow().name());
        sessions.end(token);
        assertTrue(sessions.use(token).isEmpty());
        assertTrue(sessions.use("made up").isEmpty());
    }

    @Test
    void anHourWithoutUseEndsItAndLookingWhetherItLastsIsNoUse() {
        String token = signedIn();
        for (int i = 0; i < 3; i++) {
            time.pass(Duration.ofMinutes(59));
            assertTrue(sessions.use(token).isPresent());
        }
        time.pass(Duration.ofMinutes(59));
        assertTrue(sessions.lasts(token));
        time.pass(Duration.ofMinutes(2));
        assertFalse(sessions.lasts(token));
        assertTrue(sessions.use(token).isEmpty());
    }

    @Test
    void noneOutlivesAShiftHoweverMuchItIsUsed() {
        String token = signedIn();
        for (int i = 0; i < 23; i++) {
            time.pass(Duration.ofMinutes(30));
            assertTrue(sessions.use(token).isPresent());
        }
        time.pass(Duration.ofMinutes(30));
        assertTrue(sessions.use(token).isEmpty());
    }
}
