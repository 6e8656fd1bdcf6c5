package dev.vigil.alarm.tapo;

import dev.vigil.alarm.SirenMemory;
import dev.vigil.rehearsal.tapo.TapoFace;
import dev.vigil.rehearsal.tapo.TapoFirmware;
import dev.vigil.rehearsal.tapo.TapoServer;
import dev.vigil.time.ManualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A rehearsal camera behind real TLS, and sirens that command it, with time that only the test moves. As a JUnit
 * extension it is made anew for each test and taken down after it; other mains and a second camera open it themselves.
 */
final class TapoBench implements BeforeEachCallback, AfterEachCallback, AutoCloseable {

    static final String USER = "admin";
    static final String PASSWORD = "C@mera-pw-1";
    static final Duration HALF_MINUTE = Duration.ofSeconds(30);
    static final TapoTimings QUICK = new TapoTimings(Duration.ofSeconds(5), Duration.ofMillis(1500),
            HALF_MINUTE, Duration.ofMinutes(2));

    final ManualTime time = new ManualTime();
    TapoFace face;
    TapoServer server;
    Path memoryFile;
    private final List<TapoSiren> sirens = new ArrayList<>();

    /** @param folder of what the sirens remember */
    TapoBench open(Path folder, TapoFirmware firmware) throws IOException {
        memoryFile = folder.resolve("sirens.properties");
        face = new TapoFace("Main Entrance", "camuser", PASSWORD, firmware, time);
        server = new TapoServer(InetAddress.getByName("127.0.0.1"), 0, face);
        return this;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        open(Files.createTempDirectory("tapo"), TapoFirmware.USUAL);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
        memoryFile.toFile().delete();
        memoryFile.getParent().toFile().delete();
    }

    TapoAccess access(String password) {
        return new TapoAccess("1", "127.0.0.1", server.port(), USER, password);
    }

    TapoSiren siren() {
        return siren(PASSWORD);
    }

    /** As after a restart: knows what is on disk, and nothing else. */
    TapoSiren siren(String password) {
        return siren(access(password), QUICK);
    }

    TapoSiren siren(TapoAccess access, TapoTimings timings) {
        TapoSiren siren = new TapoSiren(access, memory(), timings, time);
        sirens.add(siren);
        return siren;
    }

    SirenMemory memory() {
        return new SirenMemory(memoryFile);
    }

    @Override
    public void close() {
        sirens.forEach(TapoSiren::close);
        server.close();
    }
}
