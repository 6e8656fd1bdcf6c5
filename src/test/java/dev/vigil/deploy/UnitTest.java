package dev.vigil.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The systemd unit as systemd itself reads it, where it is there. */
class UnitTest {

    private static final Path UNIT = Path.of("src/main/systemd/vigil.service");

    @TempDir
    private Path folder;

    @BeforeEach
    void systemdIsThere() {
        Tool.assumeThere("systemd-analyze", "that systemd takes " + UNIT);
    }

    @Test
    void systemdTakesTheUnitWithoutAComplaint() throws Exception {
        assertEquals("", complaints(Files.readString(UNIT)));
    }

    @Test
    void systemdTakesWhatTheUnitSuggestsToAdd() throws Exception {
        assertEquals("", complaints(Files.readString(UNIT).replace("\n#LoadCredential=", "\nLoadCredential=")
                .replace("\n#Environment=", "\nEnvironment=")));
    }

    @Test
    void aMistakeWouldBeFound() throws Exception {
        String mistaken = complaints(Files.readString(UNIT).replace("ProtectSystem=strict", "ProtectSystm=strict"));
        assertTrue(mistaken.contains("ProtectSystm"), mistaken);
    }

    /** What it says of this unit; of others on this machine it says more. Java need not be where the unit has it. */
    private String complaints(String unit) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("vigil.service"), unit.replace("/usr/bin/java", "/bin/sh"));
        String said = Tool.run(folder, "systemd-analyze", "verify", "--man=no", file.toString()).said();
        return String.join("\n", said.lines().filter(line -> line.contains("vigil.service")).toList());
    }
}
