package dev.vigil.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    @Test
    void whatKilledProcessesUnpackedIsTakenAway() throws IOException {
        Path library = old(Files.createDirectory(folder.resolve("onnxruntime-java1234")).resolve("libonnxruntime.so"));
        date(library.getParent(), NOW.minus(HOUR).minusSeconds(1));
        Path sqlite = old(folder.resolve("sqlite-3.54.1.0-d8a3-libsqlitejdbc.so"));
        Path lock = old(folder.resolve("sqlite-3.54.1.0-d8a3-libsqlitejdbc.so.lck"));
        assertEquals(3, Leftovers.sweep(folder, HOUR, NOW));
        assertFalse(Files.exists(library.getParent()) || Files.exists(sqlite) || Files.exists(lock));
    }

    @Test
    void whatAnotherProcessMayBeAboutToLoadStays() throws IOException {
        Path fresh = Files.createDirectory(folder.resolve("onnxruntime-java1234"));
        date(fresh, NOW.minus(HOUR).plusSeconds(1));
        assertEquals(0, Leftovers.sweep(folder, HOUR, NOW));
        assertTrue(Files.exists(fresh));
    }

    @Test
    void whatIsNotKnownToBeUnpackedByALibraryStays() throws IOException {
        Path others = old(folder.resolve("sqlite-notes.txt"));
        Path elsewhere = old(Files.createDirectory(folder.resolve("others")).resolve("precious"));
        date(elsewhere.getParent(), Instant.EPOCH);
        Files.createSymbolicLink(folder.resolve("onnxruntime-java1"), elsewhere.getParent());
        assertEquals(0, Leftovers.sweep(folder, HOUR, NOW));
        assertTrue(Files.exists(others) && Files.exists(elsewhere));
    }

    @Test
    void aFolderThatIsNotThereIsNoError() {
        assertEquals(0, Leftovers.sweep(folder.resolve("none"), HOUR, NOW));
    }

    private static Path old(Path file) throws IOException {
        Files.writeString(file, "content");
        date(file, NOW.minus(HOUR).minusSeconds(1));
        return file;
    }

    private static void date(Path path, Instant when) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(when));
    }
}
