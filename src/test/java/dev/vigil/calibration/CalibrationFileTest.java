package dev.vigil.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.detection.Assessment;
import dev.vigil.detection.Box;
import dev.vigil.detection.CrimeType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationFileTest {

    @TempDir
    Path folder;

    private static Calibration calibration(double offset) {
        return new Calibration(offset, "pose-cues", Minutes.BEGIN, "the live record", 31.5, 50, 1, 12.25, 1, 0.4, 2.2);
    }

    private CalibrationFile file() {
        return new CalibrationFile(CalibrationFile.in(folder));
    }

    @Test
    void whatIsKeptIsReadAgainCameraByCamera() throws IOException {
        assertTrue(file().read().isEmpty());
        file().put(3, calibration(-0.83));
        file().put(12, calibration(0.5));
        file().put(3, calibration(-1.2));
        assertEquals(Set.of(3L, 12L), file().read().keySet());
        assertEquals(calibration(-1.2), file().read().get(3L));
        assertFalse(file().remove(7));
        assertTrue(file().remove(3));
        assertTrue(file().remove(12));
        assertTrue(file().read().isEmpty());
    }

    @Test
    void aWriteThatFailsLeavesTheOldFileAndNothingBesideIt() throws IOException {
        file().put(3, calibration(-0.83));
        Path inTheWay = Files.createDirectory(
                folder.resolve(".calibration.yaml-" + ProcessHandle.current().pid() + ".part"));
        assertThrows(IOException.class, () -> file().put(3, calibration(-2)));
        assertEquals(calibration(-0.83), file().read().get(3L));
        Files.deleteIfExists(inTheWay);
        file().put(3, calibration(-2));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(CalibrationFile.in(folder)), files.toList());
        }
    }

    @Test
    void aDamagedFileIsToldInOneLineThatNamesItAndIsNotOverwritten() throws IOException {
        for (String text : new String[] {"3: {offset: -0.8", "3: {offset: -0.8}", "- 3", "three: {}", "3: {offset: x}"}) {
            Files.writeString(CalibrationFile.in(folder), text);
            CalibrationException mistake = assertThrows(CalibrationException.class, () -> file().read(), text);
            assertTrue(mistake.getMessage().startsWith(CalibrationFile.in(folder) + ": holds no calibrations"));
            assertEquals(1, mistake.getMessage().lines().count());
            assertThrows(CalibrationException.class, () -> file().put(3, calibration(1)));
            assertEquals(text, Files.readString(CalibrationFile.in(folder)));
        }
        assertThrows(IllegalArgumentException.class, () -> calibration(-9));
    }

    @Test
    void anOffsetShiftsTheConfidenceAndNothingElse() {
        Assessment said = new Assessment(7, Minutes.BEGIN, 80, CrimeType.FIGHTING, "two people", new Box(0, 0, 1, 1));
        assertSame(said, Calibrated.shifted(said, 0));
        Assessment shifted = Calibrated.shifted(said, -Math.log(4));
        assertEquals(50, shifted.confidence(), 1e-9, "odds of 4 to 1, divided by 4");
        assertEquals(new Assessment(7, Minutes.BEGIN, shifted.confidence(), CrimeType.FIGHTING, "two people",
                said.box()), shifted);
        double last = -1;
        for (double confidence = 0; confidence <= 100; confidence += 0.5) {
            double now = Calibrated.shifted(confidence, -2);
            assertTrue(now > last && now >= 0 && now <= 100, confidence + " became " + now);
            last = now;
        }
    }
}
