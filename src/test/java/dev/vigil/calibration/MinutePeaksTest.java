package dev.vigil.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.detection.Assessment;
import dev.vigil.detection.CrimeType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinutePeaksTest {

    private static final int DAY = 1440;

    @TempDir
    Path folder;

    private MinutePeaks peaks() {
        return new MinutePeaks(folder.resolve("calibration"));
    }

    private Path file() {
        return folder.resolve("calibration/camera-3.csv");
    }

    @Test
    void minutesAreThereAfterARestart() throws IOException {
        assertTrue(peaks().read(3).isEmpty());
        assertEquals(Set.of(), peaks().cameras());
        MinutePeaks peaks = peaks();
        peaks.append(3, "pose", List.of(Minutes.at(0, 12.5), Minutes.at(1, 3)));
        peaks.append(3, "pose", List.of(new Minute(Minutes.BEGIN.plusSeconds(120), 99.9, 31.5, true)));
        peaks.append(12, "pose", List.of(Minutes.at(0, 1)));
        MinutePeaks.Recorded recorded = peaks().read(3).orElseThrow();
        assertEquals("pose", recorded.judge());
        assertEquals(List.of(Minutes.at(0, 12.5), Minutes.at(1, 3),
                new Minute(Minutes.BEGIN.plusSeconds(120), 99.9, 31.5, true)), recorded.minutes());
        assertEquals(Set.of(3L, 12L), peaks().cameras());
    }

    @Test
    void aTornLineIsIgnoredWhereverItWasTornAndSpoilsNothingThatFollows() throws IOException {
        peaks().append(3, "pose-cues", List.of(Minutes.at(0, 10), Minutes.at(1, 20)));
        byte[] whole = Files.readAllBytes(file());
        int second = whole.length / 2;
        for (int length = second; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            MinutePeaks.Recorded torn = peaks().read(3).orElseThrow();
            assertEquals("pose-cues", torn.judge());
            assertEquals(List.of(Minutes.at(0, 10)), torn.minutes(), "cut at " + length);
            peaks().append(3, "pose-cues", List.of(Minutes.at(2, 30)));
            assertEquals(List.of(Minutes.at(0, 10), Minutes.at(2, 30)), peaks().read(3).orElseThrow().minutes());
        }
    }

    @Test
    void damagedLinesAreIgnored() throws IOException {
        peaks().append(3, "pose", List.of(Minutes.at(0, 10)));
        Files.write(file(), new byte[] {0, (byte) 0xff, '\n', ',', ',', ',', ',', '\n'}, StandardOpenOption.APPEND);
        Files.writeString(file(), "2026-03-01T00:01:00Z,NaN,60.0,0,pose\n2026-03-01T00:01:30Z,5,60.0,0,pose\n"
                + "2026-03-01T00:01:00Z,500,60.0,0,pose\nyesterday,5,60.0,0,pose\n", StandardOpenOption.APPEND);
        peaks().append(3, "pose", List.of(Minutes.at(2, 30)));
        assertEquals(List.of(Minutes.at(0, 10), Minutes.at(2, 30)), peaks().read(3).orElseThrow().minutes());
    }

    @Test
    void minutesOlderThanFourteenDaysAreDropped() throws IOException {
        peaks().append(3, "pose", List.of(Minutes.at(0, 1), Minutes.at(DAY, 2)));
        peaks().append(3, "pose", List.of(Minutes.at(15 * DAY - 1, 3)));
        assertEquals(List.of(2.0, 3.0), peaks().read(3).orElseThrow().minutes().stream().map(Minute::peak).toList());
        MinutePeaks running = peaks();
        running.append(3, "pose", List.of(Minutes.at(15 * DAY, 4)));
        running.append(3, "pose", List.of(Minutes.at(16 * DAY, 5)));
        assertEquals(List.of(3.0, 4.0, 5.0),
                peaks().read(3).orElseThrow().minutes().stream().map(Minute::peak).toList());
    }

    @Test
    void onlyTheJudgeThatWasLastAtWorkCountsAndPartsOfAMinuteAreOne() throws IOException {
        peaks().append(3, "old", List.of(Minutes.at(0, 80)));
        peaks().append(3, "new", List.of(new Minute(Minutes.BEGIN, 20, 20, false)));
        peaks().append(3, "new", List.of(new Minute(Minutes.BEGIN, 10, 30, true)));
        MinutePeaks.Recorded recorded = peaks().read(3).orElseThrow();
        assertEquals("new", recorded.judge());
        assertEquals(List.of(new Minute(Minutes.BEGIN, 20, 50, true)), recorded.minutes());
    }

    @Test
    void aMeterGathersPeakAndTimeWatchedOfEachMinuteOnce() {
        MinuteMeter meter = new MinuteMeter();
        for (int second = 0; second < 130; second++) {
            // Blind from 20 to 40.
            if (second < 20 || second >= 40) {
                meter.accept(new Assessment(second * 1_000_000_000L, Minutes.BEGIN.plusSeconds(second),
                        second == 70 ? 55 : 5, CrimeType.FIGHTING, "", null));
            }
            if (second == 125) {
                meter.crime();
            }
        }
        assertEquals(List.of(new Minute(Minutes.BEGIN, 5, 38, false),
                new Minute(Minutes.BEGIN.plusSeconds(60), 55, 60, false)),
                meter.take(Minutes.BEGIN.plusSeconds(130)));
        assertEquals(List.of(), meter.take(Minutes.BEGIN.plusSeconds(179)));
        assertEquals(List.of(new Minute(Minutes.BEGIN.plusSeconds(120), 5, 10, true)),
                meter.take(Minutes.BEGIN.plusSeconds(240)), "a camera that went blind does not hold its last one back");
        assertFalse(meter.takeAll().iterator().hasNext());
    }
}
