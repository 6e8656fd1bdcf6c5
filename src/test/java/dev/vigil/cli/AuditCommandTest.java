package dev.vigil.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vigil.audit.AuditEntry;
import dev.vigil.audit.AuditLog;
import dev.vigil.audit.Logs;
import dev.vigil.time.ManualTime;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a user types it. */
class AuditCommandTest {

    @TempDir
    private Path folder;
    private Path log;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void keepALog() {
        log = folder.resolve("audit");
        try (AuditLog audit = Logs.open(log, new ManualTime())) {
            audit.record(AuditEntry.of("service.started"));
            audit.record(AuditEntry.of("service.stopped"));
        }
    }

    private int audit(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] all = new String[args.length + 1];
        all[0] = "audit";
        System.arraycopy(args, 0, all, 1, args.length);
        return VigilCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }

    private String key(String content) throws Exception {
        return Files.writeString(Files.createTempFile(folder, "key", ""), content + "\n").toString();
    }

    @Test
    void aLogThatHoldsIsOneLineAndExitCodeZero() throws Exception {
        assertEquals(0, audit("verify", log.toString()), err::toString);
        assertEquals(1, out.toString().lines().count());
        assertTrue(out.toString().startsWith("the chain holds from entry 1 (2026-02-27T14:28:00Z) to entry 2"),
                out::toString);
        assertEquals(0, audit("verify", log.toString(), "--former-key", key(Logs.KEY)));
        assertTrue(out.toString().contains("all seals are right"), out::toString);
    }

    @Test
    void aLogThatIsBrokenIsOneLineAndExitCodeOne() throws Exception {
        Path day = log.resolve("000000000001-2026-02-27.jsonl");
        Files.writeString(day, Files.readString(day).replace("service.stopped", "service.started"));
        assertEquals(1, audit("verify", log.toString()));
        assertEquals("broken at 000000000001-2026-02-27.jsonl line 2: it was changed: its content does not give its"
                + " sha256", out.toString().strip());
        assertEquals("", err.toString());
    }

    @Test
    void anotherKeyAndAnotherWitnessAreNotFooled() throws Exception {
        assertEquals(1, audit("verify", log.toString(), "--former-key", key("another key of thirty-two bytes!")));
        assertEquals(1, audit("verify", log.toString(), "--witness", "2:" + "0".repeat(64)));
        assertTrue(out.toString().contains("it is another line than the witness saw"), out::toString);
    }

    @Test
    void aMistakeIsOneLineAndExitCodeTwo() throws Exception {
        assertMistake("vigil: there is no audit log in " + folder.resolve("none"), "verify",
                folder.resolve("none").toString());
        assertMistake("vigil: say what: audit verify (see vigil audit --help)");
        assertMistake("vigil: --witness takes N:SHA256, not '2' (see vigil audit --help)", "verify", log.toString(),
                "--witness", "2");
        assertMistake("vigil: the key in nowhere cannot be read", "verify", log.toString(), "--former-key",
                "nowhere");
        String tooShort = key("short");
        assertMistake("vigil: " + tooShort + " is no key: the encryption key has 5 bytes where AES-256 needs 32: copy"
                + " MODEL_ENCRYPTION_KEY as the admin gave it (see vigil audit --help)", "verify", log.toString(),
                "--former-key", tooShort);
    }

    private void assertMistake(String line, String... args) {
        assertEquals(2, audit(args), out::toString);
        assertEquals(line, err.toString().strip());
    }
}
