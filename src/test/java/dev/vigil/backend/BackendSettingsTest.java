package dev.vigil.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackendSettingsTest {

    @Test
    void aPathInFrontOfTheApiIsKeptAndTrailingSlashesAreNot() {
        assertEquals("https://h:8443/police", new BackendSettings(" https://h:8443/police// ", "e", "p").url());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host:80", "ftp://h", "http://u:hunter2@h", "http://", "http://a b", "http://h?x=1"})
    void anAddressThatIsNoneIsRefusedWithoutBeingQuoted(String url) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> new BackendSettings(url, "e", "p"));
        assertFalse(e.getMessage().contains("hunter2"));
    }

    @Test
    void nothingPrintsThePassword() {
        assertFalse(new BackendSettings("http://h", "me@x", "hunter2").toString().contains("hunter2"));
        assertFalse(new Wire.Login("me@x", "hunter2").toString().contains("hunter2"));
        assertFalse(Wire.Alarm.stop("h", "u", "hunter2").toString().contains("hunter2"));
    }
}
