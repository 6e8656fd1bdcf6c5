package dev.vigil.alarm.onvif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class UsernameTokenTest {

    @Test
    void theDigestIsThatOfTheWorkedExample() {
        UsernameToken token = UsernameToken.of("camuser", "C@mera-pw-1",
                HexFormat.of().parseHex("0102030405060708090a0b0c0d0e0f10"), "2026-01-15T08:30:00.000Z");

        assertEquals("AQIDBAUGBwgJCgsMDQ4PEA==", token.nonce());
        assertEquals("/vRbHR/5U4/3XLKRywbsrAkSQ2w=", token.digest());
        assertFalse(token.toString().contains("camuser"));
    }

    @Test
    void createdIsTheCamerasTimeInTheFormThatCamerasReadAndNoNonceComesTwice() {
        Instant camera = Instant.parse("2026-01-15T08:30:00Z");
        UsernameToken one = UsernameToken.now("u", "p", camera);

        assertEquals("2026-01-15T08:30:00.000Z", one.created());
        assertNotEquals(one.nonce(), UsernameToken.now("u", "p", camera).nonce());
    }
}
