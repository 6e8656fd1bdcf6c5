package dev.vigil.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftOnTest {

    @Test
    void aCameraThatIsNoLongerAssignedIsToldOfOnceAndTheOthersKeepWhatIsKnownOfThem(@TempDir Path folder) {
        Path file = folder.resolve("sirens.properties");
        SirenMemory memory = new SirenMemory(file);
        memory.put("sounding.7", "tapo,backend");
        memory.put("sounding.8", "onvif");
        memory.put("sounding.by hand", "tapo");
        memory.put("tapo.7.certificate", "AB");
        try (LeftOn leftOn = new LeftOn(memory)) {
            assertEquals(Map.of(7L, "tapo,backend"), leftOn.forgetAllBut(List.of(8L, 9L)));
        }
        SirenMemory restarted = new SirenMemory(file);
        assertEquals(Map.of("sounding.8", "onvif", "sounding.by hand", "tapo"), restarted.startingWith("sounding."));
        try (LeftOn leftOn = new LeftOn(restarted)) {
            assertEquals(Map.of(), leftOn.forgetAllBut(List.of(8L)));
            assertEquals(Set.of("onvif"), leftOn.ways(8));
        }
    }
}
