package dev.vigil.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigil.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which line was the newest, beside the log: written after each line is on the disk, so that a log that ends before it
 * was cut off.
 *
 * @param sequence of that line; 0 before the first
 * @param sha256   of that line
 */
record Newest(long sequence, String sha256) {

    static final Newest NONE = new Newest(0, AuditLine.BEGINNING);
    static final String NAME = "newest.json";

    private static final Pattern FORM = Pattern.compile(
            "\\{\"sequence\":(\\d{1,18}),\"sha256\":\"([0-9a-f]{64})\",\"seal\":\"([0-9a-f]{64})\"}\\s*");

    static Newest of(AuditLine line) {
        return new Newest(line.sequence(), line.sha256());
    }

    void write(Path folder, AuditSeal seal) throws IOException {
        WholeFile.write(folder.resolve(NAME), "{\"sequence\":" + sequence + ",\"sha256\":\"" + sha256
                + "\",\"seal\":\"" + seal.ofNewest(sequence, sha256) + "\"}\n");
    }

    /** What the file says and its seal; nothing where it is missing or is no such file. */
    static Optional<Sealed> read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(new String(Files.readAllBytes(file), UTF_8));
        return form.matches() ? Optional.of(new Sealed(
                new Newest(Long.parseLong(form.group(1)), form.group(2)), form.group(3))) : Optional.empty();
    }

    /** As it was read. */
    record Sealed(Newest newest, String seal) {

        boolean isBy(AuditSeal key) {
            return AuditSeal.same(seal, key.ofNewest(newest.sequence(), newest.sha256()));
        }
    }
}
