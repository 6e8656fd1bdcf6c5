package dev.vigil.backend;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import org.junit.jupiter.api.Test;

class BackendSettingsTest {

    @Test
    void nothingPrintsThePassword() {
        assertFalse(new BackendSettings(URI.create("http://h"), "me@x", "hunter2").toString().contains("hunter2"));
        assertFalse(new Wire.Login("me@x", "hunter2").toString().contains("hunter2"));
        assertFalse(Wire.Alarm.stop("h", "u", "hunter2").toString().contains("hunter2"));
    }
}
