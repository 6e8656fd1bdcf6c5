package dev.vigil.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keeps a damaged database for a person to look at. */
final class DamagedFile {

    private DamagedFile() {
    }

    /** Renames it, with what belongs to it, to the first name that is free; the new name. */
    static Path keepAside(Path file) throws IOException {
        Path aside = with(file, ".damaged");
        for (int i = 2; Files.exists(aside); i++) {
            aside = with(file, ".damaged-" + i);
        }
        for (String part : List.of("", "-wal", "-shm")) {
            if (Files.exists(with(file, part))) {
                Files.move(with(file, part), with(aside, part));
            }
        }
        return aside;
    }

    static Path with(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }
}
