package dev.vigil.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SirenMemoryTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsPutIsThereAfterARestartAndWhatIsRemovedIsNot() {
        Path file = folder.resolve("made/on/demand/sirens.properties");
        SirenMemory before = new SirenMemory(file);
        before.put("locked.1", "2026-02-27T14:28:00Z");
        before.put("sounding.1", "yes");
        before.put("sounding.2", "yes");
        before.remove("sounding.1");

        SirenMemory after = new SirenMemory(file);
        assertEquals(Optional.of("2026-02-27T14:28:00Z"), after.get("locked.1"));
        assertEquals(Map.of("sounding.2", "yes"), after.startingWith("sounding."));
    }

    @Test
    void aDamagedFileIsKeptAsideAndTheMemoryStartsEmpty() throws IOException {
        Path file = Files.writeString(folder.resolve("sirens.properties"), "sounding.1=\\uZZZZ\n");

        assertEquals(Map.of(), new SirenMemory(file).startingWith(""));
        assertTrue(Files.exists(folder.resolve("sirens.properties.damaged")));
    }

    @Test
    void aDiskThatCannotBeWrittenCostsOnlyTheMemory() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("file"), "not a folder");
        SirenMemory memory = new SirenMemory(inTheWay.resolve("sirens.properties"));
        memory.put("sounding.1", "yes");

        assertEquals(Optional.of("yes"), memory.get("sounding.1"));
    }
}
