package dev.vigil.alarm.tapo;

import dev.vigil.alarm.SirenMemory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which dialect one camera understood, as long as its firmware stays the same. One thread at a time. */
final class DialectMemory {

    private final SirenMemory memory;
    private final String key;
    private AlarmDialect known;
    private String firmware = "";
    private String saved;

    DialectMemory(TapoAccess access, SirenMemory memory) {
        this.memory = memory;
        key = access.memoryKey("dialect");
        memory.get(key).ifPresent(this::recall);
    }

    /** {@code DIALECT firmware}. */
    private void recall(String line) {
        saved = line;
        String[] parts = line.split(" ", 2);
        known = Arrays.stream(AlarmDialect.values()).filter(dialect -> dialect.name().equals(parts[0]))
                .findFirst().orElse(null);
        firmware = parts.length == 2 ? parts[1] : "";
    }

    Optional<AlarmDialect> known() {
        return Optional.ofNullable(known);
    }

    /** All of them, each once: the one that sounds now, if any, then the one that is known to work, then the rest. */
    List<AlarmDialect> order(Optional<AlarmDialect> sounding) {
        return Stream.concat(Stream.of(sounding, known()).flatMap(Optional::stream),
                Arrays.stream(AlarmDialect.values())).distinct().toList();
    }

    /** Reaches the disk with {@link #save}. */
    void works(AlarmDialect dialect) {
        known = dialect;
    }

    /** What the camera says it runs; another firmware than before makes the dialect unknown. */
    void runs(String current) {
        if (!firmware.isEmpty() && !firmware.equals(current)) {
            known = null;
        }
        firmware = current;
    }

    /** To be called when nothing waits: it may touch the disk. */
    void save() {
        String line = (known + " " + firmware).strip();
        if (known != null && !line.equals(saved)) {
            saved = line;
            memory.put(key, line);
        }
    }
}
