package dev.vigil.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.file.Sha256;
import dev.vigil.time.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

    @TempDir
    private Path parent;
    private final ManualTime time = new ManualTime();

    private AuditLog open() {
        return Logs.open(parent.resolve("audit"), time);
    }

    private AuditCheck.Verdict verdict() throws IOException {
        return AuditCheck.of(parent.resolve("audit"), List.of(Logs.SEAL), Optional.empty());
    }

    @Test
    void nothingIsLostThatManyThreadsRecordAtOnce() throws Exception {
        List<Thread> threads = new ArrayList<>();
        try (AuditLog log = open()) {
            for (int t = 0; t < 8; t++) {
                int thread = t;
                threads.add(new Thread(() -> {
                    for (int i = 0; i < 500; i++) {
                        log.record(AuditEntry.of("siren.sound").with("thread", thread).with("count", i));
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> log.written() == 4000);
            assertEquals(0, log.lost());
        }
        Set<String> seen = new HashSet<>();
        Map<Integer, Integer> latest = new HashMap<>();
        for (JsonNode line : Logs.lines(parent.resolve("audit"))) {
            int thread = line.at("/fields/thread").asInt();
            int count = line.at("/fields/count").asInt();
            assertTrue(seen.add(thread + " " + count));
            assertEquals(count - 1, latest.getOrDefault(thread, -1), "each thread's entries stay in order");
            latest.put(thread, count);
        }
        assertEquals(4000, seen.size());
        assertTrue(verdict().holds(), verdict().words());
    }

    @Test
    void aLineHoldsWhatWasRecordedAndCanBeCheckedByHand() throws Exception {
        try (AuditLog log = open()) {
            log.record(AuditEntry.operator("silence", "amina").with("camera", 3L).with("reason", "dr\u00fcben \"ok\"\n")
                    .with("at", Instant.parse("2026-11-22T09:59:58.5Z")).with("trace", List.of(12.5, 80.25)));
        }
        String text = Files.readString(Logs.files(parent.resolve("audit")).get(0));
        assertEquals(1, text.lines().count());
        JsonNode line = new ObjectMapper().readTree(text);
        assertEquals("operator.silence", line.get("kind").asText());
        assertEquals("2026-02-27T14:28:00Z", line.get("time").asText());
        assertEquals("{\"who\":\"amina\",\"camera\":3,\"reason\":\"dr\u00fcben \\\"ok\\\"\\n\","
                + "\"at\":\"2026-11-22T09:59:58.500Z\",\"trace\":[12.5,80.25]}", line.get("fields").toString());
        String hashed = text.substring(0, text.indexOf(",\"sha256\":"));
        assertEquals(Sha256.of(hashed.getBytes(UTF_8)),
                line.get("sha256").asText());
    }

    @Test
    void aChainGoesOnAcrossRestartsAndDays() throws Exception {
        for (int day = 0; day < 3; day++) {
            try (AuditLog log = open()) {
                log.record(AuditEntry.of("service.started"));
                log.record(AuditEntry.of("service.stopped"));
            }
            time.stepWallClock(Duration.ofDays(1));
        }
        assertEquals(List.of("000000000001-2026-02-27.jsonl", "000000000003-2026-02-28.jsonl",
                "000000000005-2026-03-01.jsonl"),
                Logs.files(parent.resolve("audit")).stream().map(file -> file.getFileName().toString()).toList());
        assertTrue(verdict().words().startsWith("the chain holds from entry 1 (2026-02-27T14:28:00Z) to entry 6 "
                + "(2026-03-01T14:28:00Z): 6 entries in 3 files, all seals are right, last sha256 "),
                verdict().words());
    }

    @Test
    void aChainGoesOnWhenTheWallClockIsSetBack() throws Exception {
        try (AuditLog log = open()) {
            log.record(AuditEntry.of("service.started"));
            time.stepWallClock(Duration.ofDays(-400));
            log.record(AuditEntry.of("siren.sound"));
            time.stepWallClock(Duration.ofDays(401));
            log.record(AuditEntry.of("siren.silence"));
        }
        assertEquals(3, Logs.files(parent.resolve("audit")).size());
        assertTrue(verdict().holds(), verdict().words());
    }

    @Test
    void wholeOldDaysAreLetGoAndTheRestHoldsAsBefore() throws Exception {
        Path folder = parent.resolve("audit");
        for (int day = 0; day < 7; day++) {
            try (AuditLog log = Logs.open(folder, time, 3)) {
                log.record(AuditEntry.of("service.started"));
            }
            if (day == 0) {
                Files.writeString(folder.resolve("000000000001-2026-02-27.jsonl.torn-300"), "{\"sequence\":2");
            }
            time.stepWallClock(Duration.ofDays(1));
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertTrue(left.noneMatch(file -> file.toString().contains("2026-02-27")), "what was torn goes with it");
        }
        List<Path> files = Logs.files(folder);
        assertTrue(files.get(0).toString().endsWith("2026-03-02.jsonl"), files.toString());
        assertEquals(4, files.size());
        assertTrue(verdict().holds(), verdict().words());
        assertFalse(verdict().words().contains("from entry 1 "), verdict().words());

        // Somebody else lets one more go.
        Files.delete(files.get(0));
        assertTrue(verdict().words().contains("no entry says that they were too old"), verdict().words());
    }

    @Test
    void aDiskThatFailsHoldsUpNobodyAndWhatWaitedIsWrittenLater() throws Exception {
        // A file where the folder should be: nothing can be written there, whoever runs this.
        Path folder = parent.resolve("audit");
        Files.writeString(folder, "in the way");
        try (AuditLog log = Logs.open(folder, time, Logs.rules(365, 10))) {
            await().until(() -> log.problem().isPresent());
            for (int i = 0; i < 25; i++) {
                log.record(AuditEntry.of("siren.sound").with("count", i));
            }
            assertTrue(log.problem().get().contains("cannot be written"), log.problem().get());
            long lost = log.lost();
            assertTrue(lost >= 15, lost + " lost");
            Files.delete(folder);
            await().atMost(Duration.ofSeconds(20)).until(() -> log.problem().isEmpty());
            assertEquals(25 - lost + 1, log.written(), "what waited, and how many were lost");
        }
        assertTrue(verdict().holds(), verdict().words());
        assertTrue(verdict().words().contains("entries were lost, the disk did not take them"), verdict().words());
    }

    @Test
    void entriesThatComeAfterTheEndAreCounted() {
        AuditLog log = open();
        log.close();
        log.record(AuditEntry.of("siren.sound"));
        assertEquals(1, log.lost());
    }

    @Test
    void onlyTheServicesOwnUserMayLook() throws Exception {
        open().close();
        assertEquals("rwx------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(parent.resolve("audit"))));
    }

    @Test
    void anEntryTakesPlainValuesOnlyAndNoNovels() {
        assertThrows(IllegalArgumentException.class, () -> AuditEntry.of("Siren Sound"));
        assertThrows(IllegalArgumentException.class, () -> AuditEntry.of("siren.sound").with("camera", null));
        assertThrows(IllegalArgumentException.class, () -> AuditEntry.of("siren.sound").with("camera", new Object()));
        AuditEntry novel = AuditEntry.of("operator.mute").with("reason", "x".repeat(100_000));
        assertEquals(AuditEntry.LONGEST_TEXT + 3, novel.fields().get("reason").toString().length());
    }
}
