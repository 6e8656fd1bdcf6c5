package dev.vigil.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.time.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three days of five entries each, and what somebody may do to them afterwards. */
class TamperingTest {

    private static final AuditSeal OTHER = Logs.seal("another key of thirty-two bytes!");

    @TempDir
    private Path folder;
    private List<Path> days;

    @BeforeEach
    void threeDays() throws Exception {
        ManualTime time = new ManualTime();
        for (int day = 0; day < 3; day++) {
            try (AuditLog log = Logs.open(folder, time)) {
                for (int i = 0; i < 5; i++) {
                    log.record(AuditEntry.of("siren.sound").with("camera", i));
                }
            }
            time.stepWallClock(Duration.ofDays(1));
        }
        days = Logs.files(folder);
        assertTrue(check().holds(), check().words());
    }

    private AuditCheck.Verdict check() throws IOException {
        return AuditCheck.of(folder, List.of(Logs.SEAL), Optional.empty());
    }

    private void assertBroken(String where, String why) throws IOException {
        AuditCheck.Verdict verdict = check();
        assertFalse(verdict.holds());
        assertTrue(verdict.words().startsWith("broken at " + where) && verdict.words().contains(why), verdict.words());
        assertEquals(1, verdict.words().lines().count());
        AuditCheck.Verdict withoutKey = AuditCheck.of(folder, List.of(), Optional.empty());
        assertFalse(withoutKey.holds(), withoutKey.words());
    }

    private String line(int day, int line) {
        return days.get(day).getFileName() + " line " + line + ":";
    }

    private List<String> read(int day) throws IOException {
        return new ArrayList<>(Files.readAllLines(days.get(day)));
    }

    private void write(int day, List<String> lines) throws IOException {
        Files.writeString(days.get(day), String.join("\n", lines) + "\n");
    }

    @Test
    void anEditedLineIsFound() throws Exception {
        List<String> lines = read(1);
        lines.set(2, lines.get(2).replace("\"camera\":2", "\"camera\":4"));
        write(1, lines);
        assertBroken(line(1, 3), "its content does not give its sha256");
    }

    @Test
    void anEditedLineWithItsHashComputedAnewIsFound() throws Exception {
        List<String> lines = read(1);
        AuditLine old = AuditLine.read(lines.get(2));
        lines.set(2, AuditLine.write(old.sequence(), old.time(), AuditEntry.of("siren.silence"), old.previous(), OTHER)
                .text());
        write(1, lines);
        assertFalse(check().holds());
        assertTrue(check().words().contains(line(1, 3) + " its seal is not by the key given"), check().words());
        // Who has no key finds it one line later.
        assertTrue(AuditCheck.of(folder, List.of(), Optional.empty()).words().contains(line(1, 4)));
    }

    @Test
    void aDeletedLineIsFound() throws Exception {
        List<String> lines = read(1);
        lines.remove(2);
        write(1, lines);
        assertBroken(line(1, 3), "entry 9 follows entry 7: 1 are missing");
    }

    @Test
    void linesInAnotherOrderAreFound() throws Exception {
        List<String> lines = read(1);
        Collections.swap(lines, 2, 3);
        write(1, lines);
        assertBroken(line(1, 3), "entry 9 follows entry 7");
    }

    @Test
    void aRepeatedLineIsFound() throws Exception {
        List<String> lines = read(1);
        lines.add(2, lines.get(1));
        write(1, lines);
        assertBroken(line(1, 3), "the order was changed");
    }

    @Test
    void aLineOfSomebodyElseIsFound() throws Exception {
        List<String> lines = read(1);
        lines.add(3, "{\"sequence\":9,\"kind\":\"siren.sound\"}");
        write(1, lines);
        assertBroken(line(1, 4), "it is no line of an audit log");
    }

    @Test
    void aLineThatNeverEndsIsFound() throws Exception {
        Files.writeString(days.get(1), "x".repeat(3 << 20));
        assertBroken(line(1, 1), "longer than any line");
    }

    @Test
    void aLogThatIsCutOffIsFoundBeByAWholeLineOrWithinOne() throws Exception {
        String whole = Files.readString(days.get(2));
        for (int cut : new int[] {whole.length() - 1, whole.length() - 40, whole.lastIndexOf('\n', whole.length() - 2)
                + 1, 10, 0}) {
            Files.writeString(days.get(2), whole.substring(0, cut));
            assertFalse(check().holds(), "cut at " + cut);
        }
        List<String> lines = whole.lines().toList();
        write(2, lines.subList(0, 3));
        assertBroken(days.get(2).getFileName().toString(),
                "the log ends with entry 13, but entry 15 was written: its end was cut off");
    }

    @Test
    void aFirstALastAndAMiddleFileThatAreMissingAreFound() throws Exception {
        for (int day = 0; day < 3; day++) {
            byte[] kept = Files.readAllBytes(days.get(day));
            Files.delete(days.get(day));
            assertFalse(check().holds(), "without day " + day);
            assertFalse(AuditCheck.of(folder, List.of(), Optional.empty()).holds(), "without day " + day);
            Files.write(days.get(day), kept);
        }
        for (Path day : days) {
            Files.delete(day);
        }
        assertBroken(Newest.NAME, "the log ends with entry 0, but entry 15 was written");
    }

    @Test
    void exchangedFilesAreFound() throws Exception {
        Path aside = folder.resolve("aside");
        Files.move(days.get(0), aside);
        Files.move(days.get(1), days.get(0));
        Files.move(aside, days.get(1));
        assertBroken(line(0, 1), "it begins with entry 6: files were exchanged");
    }

    @Test
    void aMissingOrForgedWordOnTheNewestLineIsFound() throws Exception {
        Path newest = folder.resolve(Newest.NAME);
        write(2, read(2).subList(0, 3));
        AuditLine third = AuditLine.read(read(2).get(2));
        Newest.of(third).write(folder, OTHER);
        assertTrue(check().words().contains(Newest.NAME + ": its seal is not by the key given"), check().words());

        // A line's own seal is none of its being the newest.
        Files.writeString(newest, "{\"sequence\":13,\"sha256\":\"" + third.sha256() + "\",\"seal\":\"" + third.seal()
                + "\"}\n");
        assertFalse(check().holds());

        Files.delete(newest);
        assertBroken(Newest.NAME, "whether the end was cut off cannot be told");
    }

    @Test
    void aWholeLogOfSomebodyElseIsFoundWithTheKeyAlone() throws Exception {
        String previous = AuditLine.BEGINNING;
        List<String> forged = new ArrayList<>();
        AuditLine line = null;
        for (long sequence = 1; sequence <= 15; sequence++) {
            line = AuditLine.write(sequence, Instant.parse("2026-11-20T10:00:00Z"), AuditEntry.of("siren.silence"),
                    previous, OTHER);
            previous = line.sha256();
            forged.add(line.text());
        }
        write(0, forged);
        Files.delete(days.get(1));
        Files.delete(days.get(2));
        Newest.of(line).write(folder, OTHER);
        assertTrue(AuditCheck.of(folder, List.of(), Optional.empty()).holds());
        assertTrue(check().words().contains("its seal is not by the key given"), check().words());
    }

    @Test
    void aLogFromAnOldBackupIsFoundByAWitness() throws Exception {
        AuditLine twelfth = AuditLine.read(read(2).get(1));
        AuditLine last = AuditLine.read(read(2).get(4));
        assertTrue(witnessed(last).holds());
        write(2, read(2).subList(0, 2));
        Newest.of(twelfth).write(folder, Logs.SEAL);
        assertTrue(check().holds(), "nothing here tells: " + check().words());
        assertTrue(witnessed(last).words().contains("the witness saw entry 15: its end was cut off"),
                witnessed(last).words());
        assertTrue(witnessed(twelfth).holds());
        assertFalse(AuditCheck.of(folder, List.of(Logs.SEAL),
                Optional.of(new AuditCheck.Witness(12, last.sha256()))).holds());
    }

    private AuditCheck.Verdict witnessed(AuditLine line) throws IOException {
        return AuditCheck.of(folder, List.of(Logs.SEAL),
                Optional.of(new AuditCheck.Witness(line.sequence(), line.sha256())));
    }

    @Test
    void whatWasTamperedWithStaysToBeFoundWhenVigilGoesOn() throws Exception {
        write(2, read(2).subList(0, 3));
        try (AuditLog log = Logs.open(folder, new ManualTime())) {
            log.record(AuditEntry.of("service.started"));
        }
        assertEquals(4, Logs.files(folder).size(), "a damaged file is not touched");
        assertEquals(3, read(2).size());
        assertBroken(Logs.files(folder).get(3).getFileName() + " line 1:", "entry 16 follows entry 13: 2 are missing");
    }

    @Test
    void aFormerKeyIsTakenBesideThePresentOne() throws Exception {
        try (AuditLog log = new AuditLog(folder, OTHER, Logs.rules(365, 10), new ManualTime())) {
            log.record(AuditEntry.of("service.started"));
        }
        assertFalse(check().holds());
        assertTrue(AuditCheck.of(folder, List.of(OTHER, Logs.SEAL), Optional.empty()).holds());
    }

    @Test
    void whereThereIsNoLogThatIsSaid() {
        assertThrows(IOException.class, () -> AuditCheck.of(folder.resolve("none"), List.of(), Optional.empty()));
    }
}
