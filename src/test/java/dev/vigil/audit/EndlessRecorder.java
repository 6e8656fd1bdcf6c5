package dev.vigil.audit;

import dev.vigil.time.TimeSource;
import java.nio.file.Path;

/** Records for ever and says how many entries are on the disk; to be killed. */
final class EndlessRecorder {

    private EndlessRecorder() {
    }

    public static void main(String... args) throws InterruptedException {
        AuditLog log = Logs.open(Path.of(args[0]), TimeSource.system());
        for (int count = 0;; count++) {
            log.record(AuditEntry.of("siren.sound").with("count", count).with("filling", "x".repeat(count % 1000)));
            if (count % 20 == 0) {
                System.out.println("written " + log.written());
                Thread.sleep(2);
            }
        }
    }
}
