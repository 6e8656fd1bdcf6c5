package dev.vigil.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.time.ManualTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log after its process, or the machine, was killed at a bad moment. */
class CrashTest {

    @TempDir
    private Path folder;
    private final ManualTime time = new ManualTime();

    private AuditCheck.Verdict check() throws IOException {
        return AuditCheck.of(folder, List.of(Logs.SEAL), Optional.empty());
    }

    private void record(String... kinds) {
        try (AuditLog log = Logs.open(folder, time)) {
            for (String kind : kinds) {
                log.record(AuditEntry.of(kind));
            }
        }
    }

    /** Two entries that are acknowledged, and a third that was on its way. */
    private String threeOfWhichTwoAreAcknowledged() throws IOException {
        record("siren.sound", "siren.silence");
        Path newest = folder.resolve(Newest.NAME);
        Path kept = Files.copy(newest, folder.resolve("kept"));
        record("incident.cleared");
        Files.move(kept, newest, StandardCopyOption.REPLACE_EXISTING);
        return Files.readString(Logs.files(folder).get(0));
    }

    @Test
    void aLineThatWasCutOffAnywhereIsKeptAsideAndTheChainGoesOn() throws Exception {
        String whole = threeOfWhichTwoAreAcknowledged();
        Path file = Logs.files(folder).get(0);
        byte[] newest = Files.readAllBytes(folder.resolve(Newest.NAME));
        int third = whole.lastIndexOf('\n', whole.length() - 2) + 1;
        for (int cut = third + 1; cut < whole.length(); cut += 7) {
            Files.writeString(file, whole.substring(0, cut));
            Files.write(folder.resolve(Newest.NAME), newest);
            assertTrue(check().holds(), check().words());
            assertTrue(check().words().contains("is unfinished"), check().words());

            record("service.started");
            assertTrue(check().holds(), check().words());
            assertTrue(check().words().contains("an unfinished end was kept aside"), check().words());
            List<JsonNode> lines = Logs.lines(folder);
            assertEquals(List.of("siren.sound", "siren.silence", "log.recovered", "service.started"),
                    lines.stream().map(line -> line.get("kind").asText()).toList());
            Path aside = folder.resolve(lines.get(2).at("/fields/file").asText());
            assertTrue(Files.readString(aside).endsWith(whole.substring(third, cut)));
        }
    }

    @Test
    void aWholeLineThatWasNotYetAcknowledgedIsKept() throws Exception {
        threeOfWhichTwoAreAcknowledged();
        assertTrue(check().holds(), check().words());
        record("service.started");
        assertEquals(4, Logs.lines(folder).size());
        assertFalse(check().words().contains("note"), check().words());
    }

    @Test
    void pagesThatThePowerCutLeftAsZerosAreKeptAside() throws Exception {
        String whole = threeOfWhichTwoAreAcknowledged();
        int third = whole.lastIndexOf('\n', whole.length() - 2) + 1;
        Files.writeString(Logs.files(folder).get(0), whole.substring(0, third + 20) + "\0".repeat(500) + "\n\0\0");
        record("service.started");
        assertTrue(check().holds(), check().words());
    }

    @Test
    void aNewDaysFileThatWasOnlyBegunIsBegunAnew() throws Exception {
        record("siren.sound");
        Files.createFile(folder.resolve("000000000002-2026-02-27.jsonl"));
        Files.writeString(folder.resolve("000000000002-2026-02-28.jsonl"), "{\"sequence\":2,\"ti");
        record("siren.silence");
        assertTrue(check().holds(), check().words());
        assertEquals(1, Logs.files(folder).size());
    }

    @Test
    void aProcessThatIsKilledAtAnyMomentLeavesAllThatItAcknowledged() throws Exception {
        long acknowledged = 0;
        for (int kill = 0; kill < 4; kill++) {
            long earlier = kill == 0 ? 0 : Logs.lines(folder).size();
            acknowledged = earlier;
            Process writer = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-cp",
                    System.getProperty("java.class.path"), EndlessRecorder.class.getName(), folder.toString())
                    .redirectErrorStream(true).start();
            try (BufferedReader output = new BufferedReader(
                    new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
                long enough = acknowledged + 100 + 37 * kill;
                while (acknowledged < enough) {
                    String said = output.readLine();
                    assertTrue(said != null, "it ended by itself");
                    acknowledged = said.startsWith("written ") ? earlier + Long.parseLong(said.substring(8))
                            : acknowledged;
                }
                writer.destroyForcibly().waitFor();
            } finally {
                writer.destroyForcibly();
            }
            assertTrue(check().holds(), check().words());
            record("service.started");
            long there = Logs.lines(folder).size();
            assertTrue(there > acknowledged, there + " of " + acknowledged + " are there");
            assertTrue(check().holds(), check().words());
        }
    }
}
