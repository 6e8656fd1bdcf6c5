package dev.vigil.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of the log. Its name begins with the sequence of its first line, so that files stay in order however the wall
 * clock is set.
 *
 * @param day of its lines, UTC
 */
record DayFile(Path path, long first, LocalDate day) {

    private static final Pattern NAME = Pattern.compile("(\\d{12})-(\\d{4}-\\d{2}-\\d{2})\\.jsonl");

    static DayFile in(Path folder, long first, LocalDate day) {
        return new DayFile(folder.resolve("%012d-%s.jsonl".formatted(first, day)), first, day);
    }

    private static Optional<DayFile> of(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        try {
            return name.matches() ? Optional.of(new DayFile(path, Long.parseLong(name.group(1)),
                    LocalDate.parse(name.group(2)))) : Optional.empty();
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }

    /** In the order of the chain. */
    static List<DayFile> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(path -> of(path).stream()).sorted(Comparator.comparing(DayFile::first)
                    .thenComparing(DayFile::path)).toList();
        }
    }

    String name() {
        return path.getFileName().toString();
    }
}
