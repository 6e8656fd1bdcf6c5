package dev.vigil.console.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.time.ManualTime;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {

    private final ManualTime time = new ManualTime();
    private final SignInThrottle throttle = new SignInThrottle(time);

    private void fail(int times, String name, String address) {
        for (int i = 0; i < times; i++) {
            throttle.failed(name, address);
        }
    }

    @Test
    void fiveWrongPasswordsForANameHoldThatAddressOffForFiveMinutesAndNobodyElse() {
        fail(4, "anna", "10.0.0.1");
        assertFalse(throttle.holdsOff("anna", "10.0.0.1"));
        fail(1, "anna", "10.0.0.1");
        assertTrue(throttle.holdsOff("anna", "10.0.0.1"));
        assertFalse(throttle.holdsOff("anna", "10.0.0.2"), "anna herself, elsewhere");
        assertFalse(throttle.holdsOff("vera", "10.0.0.1"));
        time.pass(SignInThrottle.WAIT);
        assertFalse(throttle.holdsOff("anna", "10.0.0.1"));
    }

    @Test
    void whoTriesManyNamesIsHeldOffAsWell() {
        for (int i = 0; i < 20; i++) {
            fail(1, "name " + i, "10.0.0.1");
        }
        assertTrue(throttle.holdsOff("another", "10.0.0.1"));
    }

    @Test
    void aRightPasswordForgetsTheWrongOnesBefore() {
        fail(4, "anna", "10.0.0.1");
        throttle.succeeded("anna", "10.0.0.1");
        fail(4, "anna", "10.0.0.1");
        assertFalse(throttle.holdsOff("anna", "10.0.0.1"));
    }
}
