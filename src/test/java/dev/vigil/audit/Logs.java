package dev.vigil.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vigil.camera.DecryptionException;
import dev.vigil.camera.EncryptionKey;
import dev.vigil.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Logs of tests, and what is in their files. */
public final class Logs {

    public static final String KEY = "0123456789abcdef0123456789abcdef";
    static final AuditSeal SEAL = seal(KEY);

    private Logs() {
    }

    static AuditSeal seal(String key) {
        try {
            return new AuditSeal(EncryptionKey.parse(key));
        } catch (DecryptionException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    public static AuditLog open(Path folder, TimeSource time) {
        return open(folder, time, 365);
    }

    static AuditLog open(Path folder, TimeSource time, int days) {
        return open(folder, time, rules(days, 10_000));
    }

    static AuditLog open(Path folder, TimeSource time, AuditLog.Rules rules) {
        return new AuditLog(folder, SEAL, rules, time);
    }

    /** With more patience at the end than a service has that is told to stop. */
    static AuditLog.Rules rules(int days, int mostWaiting) {
        return new AuditLog.Rules(days, mostWaiting, Duration.ofMillis(50), Duration.ofSeconds(60));
    }

    /** In the order of the chain. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
        }
    }

    public static List<JsonNode> lines(Path folder) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (Path file : files(folder)) {
            for (String line : Files.readAllLines(file)) {
                lines.add(new ObjectMapper().readTree(line));
            }
        }
        return lines;
    }
}
