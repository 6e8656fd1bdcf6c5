package dev.vigil.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.camera.AssignedCamera;
import dev.vigil.camera.CameraList;
import dev.vigil.camera.CameraListSeal;
import dev.vigil.camera.DecryptionException;
import dev.vigil.camera.EncryptionKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file on disk: whole, for its owner alone, and never trusted. */
class AssignmentCacheTest {

    private static final CameraList LIST = new CameraList(Instant.parse("2026-02-27T14:28:00Z"),
            List.of(new AssignedCamera(7, "Gate", "secret", null, null, null, null)));

    @TempDir
    private Path folder;

    private AssignmentCache cache(char key) throws DecryptionException {
        return new AssignmentCache(folder.resolve("state/assignment.sealed"), new CameraListSeal(
                EncryptionKey.parse(Character.toString(key).repeat(32)), "http://backend:8000", "m@system.local"));
    }

    private Path file() {
        return folder.resolve("state/assignment.sealed");
    }

    private Path aside() {
        return folder.resolve("state/assignment.sealed.damaged");
    }

    @Test
    void whatWasWrittenLastIsReadAfterARestartByItsOwnerAlone() throws Exception {
        assertEquals(Optional.empty(), cache('k').read());
        cache('k').write(new CameraList(Instant.EPOCH, List.of()));
        cache('k').write(LIST);
        assertEquals(Optional.of(LIST), cache('k').read());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        try (var files = Files.list(file().getParent())) {
            assertEquals(List.of(file()), files.toList());
        }
    }

    @Test
    void aTamperedOrTruncatedFileIsKeptAside() throws Exception {
        cache('k').write(LIST);
        byte[] good = Files.readAllBytes(file());
        byte[] changed = good.clone();
        changed[good.length - 20] ^= 1;
        for (byte[] bad : List.of(changed, Arrays.copyOf(good, good.length / 2), new byte[0], "garbage".getBytes())) {
            Files.write(file(), bad);
            assertEquals(Optional.empty(), cache('k').read());
            assertFalse(Files.exists(file()));
            assertEquals(bad.length, Files.size(aside()));
        }
    }

    @Test
    void whatAnotherKeySealedStaysWhereItIs() throws Exception {
        cache('k').write(LIST);
        assertEquals(Optional.empty(), cache('x').read());
        assertTrue(Files.exists(file()));
        assertFalse(Files.exists(aside()));
        assertEquals(Optional.of(LIST), cache('k').read());
    }

    @Test
    void aDiskThatFailsCostsOnlyTheCache() throws IOException, DecryptionException {
        Files.writeString(folder.resolve("state"), "a file where the folder should be");
        cache('k').write(LIST);
        assertEquals(Optional.empty(), cache('k').read());
    }
}
