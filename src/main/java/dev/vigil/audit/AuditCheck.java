package dev.vigil.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a whole log, from its oldest line to its newest, and says whether it is as Vigil wrote it. */
public final class AuditCheck {

    /**
     * What came out.
     *
     * @param holds whether nothing was changed, left out, moved or cut off
     * @param words that, and where the first broken line is, in one line
     */
    public record Verdict(boolean holds, String words) {
    }

    /** A line that somebody wrote down elsewhere, from Vigil's own log for instance. */
    public record Witness(long sequence, String sha256) {
    }

    private static final int MOST_NOTES = 5;

    private final Path folder;
    private final List<AuditSeal> keys;
    private final Optional<Witness> witness;
    private final Set<Newest> retired = new HashSet<>();
    private final List<String> notes = new ArrayList<>();
    private Newest before;
    private Newest last;
    private Instant from;
    private Instant to;
    private String file = Newest.NAME;
    private long line;

    private AuditCheck(Path folder, List<AuditSeal> keys, Optional<Witness> witness) {
        this.folder = folder;
        this.keys = keys;
        this.witness = witness;
    }

    /**
     * Checks the log in that folder, while it is written or not.
     *
     * @param keys    of the account, the present one and those before; with none, hashes alone are checked
     * @param witness a line that must be there
     * @throws IOException when there is no log, or it cannot be read
     */
    public static Verdict of(Path folder, List<AuditSeal> keys, Optional<Witness> witness) throws IOException {
        return new AuditCheck(folder, keys, witness).verdict();
    }

    private Verdict verdict() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no audit log in " + folder);
        }
        // First: what is written meanwhile makes the log longer, which is well.
        Optional<Newest.Sealed> sealed = Newest.read(folder);
        List<DayFile> files = DayFile.all(folder);
        if (files.isEmpty() && sealed.isEmpty()) {
            throw new IOException("there is no audit log in " + folder);
        }
        try {
            Newest newest = newest(sealed);
            for (int i = 0; i < files.size(); i++) {
                read(files.get(i), newest, i == files.size() - 1);
            }
            endsAsItShould(newest);
            return new Verdict(true, words(files.size()));
        } catch (BrokenException broken) {
            return new Verdict(false, "broken at " + file + (line > 0 ? " line " + line : "") + ": "
                    + broken.getMessage());
        }
    }

    private Newest newest(Optional<Newest.Sealed> sealed) throws BrokenException {
        Newest.Sealed newest = sealed.orElseThrow(() -> new BrokenException(
                "it is missing or damaged: whether the end was cut off cannot be told"));
        if (!keys.isEmpty() && keys.stream().noneMatch(newest::isBy)) {
            throw new BrokenException("its seal is not by the key given");
        }
        return newest.newest();
    }

    private void read(DayFile day, Newest newest, boolean lastFile) throws IOException, BrokenException {
        file = day.name();
        line = 0;
        try (LineReader reader = new LineReader(day.path())) {
            while (true) {
                line++;
                AuditLine next;
                try {
                    next = next(reader, day);
                } catch (BrokenException broken) {
                    if (lastFile && last != null && last.sequence() >= newest.sequence()) {
                        notes.add("the end of " + file + " is unfinished: it is being written, or Vigil was killed");
                        return;
                    }
                    throw broken;
                }
                if (next == null) {
                    return;
                }
                accept(next, newest);
            }
        }
    }

    /** The next line in its place; null at the file's end. */
    private AuditLine next(LineReader reader, DayFile day) throws IOException, BrokenException {
        String text = reader.next();
        if (text == null) {
            return null;
        }
        if (!reader.ended()) {
            throw new BrokenException("it was cut off in the middle");
        }
        AuditLine next = AuditLine.read(text);
        if (!keys.isEmpty() && keys.stream().noneMatch(next::isSealedBy)) {
            throw new BrokenException("its seal is not by the key given: it was written by somebody else, or under a"
                    + " former key");
        }
        if (line == 1 && next.sequence() != day.first()) {
            throw new BrokenException("it begins with entry " + next.sequence() + ": files were exchanged");
        }
        if (last != null) {
            next.follows(last.sequence(), last.sha256());
        }
        return next;
    }

    private void accept(AuditLine next, Newest newest) throws BrokenException {
        if (last == null) {
            before = new Newest(next.sequence() - 1, next.previous());
            from = next.time();
        }
        last = Newest.of(next);
        to = next.time();
        if (last.sequence() == newest.sequence() && !last.equals(newest)) {
            throw new BrokenException("it is another line than the one that " + Newest.NAME + " names");
        }
        if (witness.filter(seen -> seen.sequence() == next.sequence() && !seen.sha256().equals(next.sha256()))
                .isPresent()) {
            throw new BrokenException("it is another line than the witness saw");
        }
        note(next);
    }

    private void note(AuditLine read) {
        switch (read.kind()) {
            case "log.retired" -> retired.add(new Newest(read.fields().path("through").asLong(),
                    read.fields().path("sha256").asText()));
            case "log.lost" -> notes.add("entry " + read.sequence() + ": " + read.fields().path("entries").asLong()
                    + " entries were lost, the disk did not take them");
            case "log.recovered", "log.damaged" -> notes.add("entry " + read.sequence() + ": "
                    + read.fields().path("what").asText());
            default -> {
                // Nothing that the log says of itself.
            }
        }
    }

    private void endsAsItShould(Newest newest) throws BrokenException {
        long end = last == null ? 0 : last.sequence();
        if (end < newest.sequence()) {
            throw new BrokenException("the log ends with entry " + end + ", but entry " + newest.sequence()
                    + " was written: its end was cut off");
        }
        if (before != null && !before.equals(Newest.NONE) && !retired.contains(before)) {
            throw new BrokenException("entries up to " + before.sequence() + " are missing, and no entry says that"
                    + " they were too old");
        }
        if (witness.isPresent() && witness.get().sequence() > end) {
            throw new BrokenException("the log ends with entry " + end + ", but the witness saw entry "
                    + witness.get().sequence() + ": its end was cut off");
        }
    }

    private String words(int files) {
        if (last == null) {
            return "the chain holds: it has no entry yet";
        }
        String seals = keys.isEmpty() ? "seals not checked, no key was given" : "all seals are right";
        return "the chain holds from entry " + (before.sequence() + 1) + " (" + from + ") to entry " + last.sequence()
                + " (" + to + "): " + (last.sequence() - before.sequence()) + " entries in " + files + " files, "
                + seals + ", last sha256 " + last.sha256()
                + (notes.isEmpty() ? "" : "; " + notes.size() + " notes: " + String.join("; ",
                        notes.subList(0, Math.min(notes.size(), MOST_NOTES))));
    }
}
